import { type FormEvent, useState } from "react";
import { useEndSilence, useSilence } from "../api/alertOrders.ts";
import type { Alert } from "../api/documents.ts";
import { time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Select } from "../kit/Select.tsx";
import { toast } from "../kit/toasts.ts";

const LENGTHS = [
  { value: "1", word: "1 hour" },
  { value: "4", word: "4 hours" },
  { value: "8", word: "8 hours" },
  { value: "24", word: "1 day" },
  { value: "72", word: "3 days" },
  { value: "168", word: "7 days" },
  { value: "720", word: "30 days" },
];

/** A silence always has an end. */
export function SilenceDialog({
  environment,
  alert,
  onClose,
}: {
  environment: string;
  alert: Alert;
  onClose: () => void;
}) {
  const [hours, setHours] = useState("4");
  const silence = useSilence(environment, alert.number);
  const endSilence = useEndSilence(environment, alert.number);
  /** The toast outlives this dialog, so the answer is awaited instead of heard by it. */
  async function undo() {
    try {
      await endSilence.mutateAsync(undefined);
    } catch (error) {
      toast(
        `Alert ${alert.number} stays silenced: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    silence.mutate(Number(hours), {
      onSuccess: ({ silencedUntil }) => {
        const end = silencedUntil === undefined ? "" : ` until ${time(silencedUntil)}`;
        toast(`Alert ${alert.number} is silenced${end}.`, () => void undo());
        onClose();
      },
    });
  }
  return (
    <Dialog title="Silence the alert" onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-muted">{alert.sentence}</p>
        <Select
          label="Nobody is told of it for"
          options={LENGTHS}
          chosen={hours}
          onChoose={setHours}
          data-focus-first
        />
        {silence.error && <Failure error={silence.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={silence.isPending}>
            Silence
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
