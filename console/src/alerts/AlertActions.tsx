import { BellOff, BellRing, Check } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import { useAcknowledge, useEndSilence } from "../api/alertOrders.ts";
import type { Alert } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { toast } from "../kit/toasts.ts";
import { SilenceDialog } from "./SilenceDialog.tsx";

/** There is no button to resolve: an alert is over when what it is about is. */
export function AlertActions({ environment, alert }: { environment: string; alert: Alert }) {
  const may = useMay("editor");
  const acknowledge = useAcknowledge(environment, alert.number);
  const endSilence = useEndSilence(environment, alert.number);
  const [silencing, setSilencing] = useState(false);
  if (!may || alert.state === "resolved") {
    return null;
  }
  const failed = (error: Error) => toast(`Alert ${alert.number} stays as it is: ${error.message}`);
  return (
    <div className="flex flex-wrap gap-2">
      {alert.state === "firing" && (
        <Button
          disabled={acknowledge.isPending}
          onClick={() =>
            acknowledge.mutate(undefined, {
              onSuccess: () => toast(`You are at alert ${alert.number}.`),
              onError: failed,
            })
          }
        >
          <Check aria-hidden size={15} />
          Acknowledge
        </Button>
      )}
      {alert.state === "silenced" ? (
        <Button
          disabled={endSilence.isPending}
          onClick={() => endSilence.mutate(undefined, { onError: failed })}
        >
          <BellRing aria-hidden size={15} />
          End the silence
        </Button>
      ) : (
        <Button onClick={() => setSilencing(true)}>
          <BellOff aria-hidden size={15} />
          Silence…
        </Button>
      )}
      {silencing && (
        <SilenceDialog
          environment={environment}
          alert={alert}
          onClose={() => setSilencing(false)}
        />
      )}
    </div>
  );
}
