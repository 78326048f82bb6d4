import { Undo2 } from "lucide-react";
import { useKill, useUnkill } from "../api/orders.ts";
import { Button } from "../kit/Button.tsx";
import { toast } from "../kit/toasts.ts";

/** One click: taking a kill back restores what is published. Undo kills again. */
export function UnkillButton({
  environment,
  flag,
  onUnkilled,
}: {
  environment: string;
  flag: string;
  onUnkilled?: () => void;
}) {
  const kill = useKill(environment, flag);
  const unkill = useUnkill(environment, flag);

  async function takeBack() {
    try {
      await unkill.mutateAsync();
      toast(`${flag} is no longer killed.`, () => void killAgain());
      onUnkilled?.();
    } catch (error) {
      toast(`${flag} stays killed: ${reasonOf(error)}`);
    }
  }

  async function killAgain() {
    try {
      await kill.mutateAsync({ confirm: flag, reason: "Undo of taking the kill back" });
      toast(`${flag} is killed again.`);
    } catch (error) {
      toast(`${flag} is not killed: ${reasonOf(error)}`);
    }
  }

  return (
    <Button
      onClick={() => void takeBack()}
      disabled={unkill.isPending}
      aria-label={`Un-kill ${flag}`}
    >
      <Undo2 aria-hidden size={15} />
      Un-kill
    </Button>
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
