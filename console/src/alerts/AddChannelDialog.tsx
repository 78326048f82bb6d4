import { type FormEvent, useState } from "react";
import { useAddChannel } from "../api/alertOrders.ts";
import type { AlertChannel } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Choice } from "../kit/Choice.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { ShownOnce } from "../kit/ShownOnce.tsx";
import { KINDS } from "./kinds.ts";

const OPTIONS = (["webhook", "slack", "email"] as const).map((value) => ({
  value,
  word: KINDS[value].word,
}));

export function AddChannelDialog({
  environment,
  onClose,
}: {
  environment: string;
  onClose: () => void;
}) {
  const [kind, setKind] = useState<AlertChannel["kind"]>("webhook");
  const [target, setTarget] = useState("");
  const add = useAddChannel(environment);
  const { target: label, example } = KINDS[kind];
  const secret = add.data?.kind === "webhook" ? add.data.secret : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate(
      { kind, target },
      { onSuccess: (channel) => (channel.kind === "webhook" ? undefined : onClose()) },
    );
  }
  return (
    <Dialog title={secret ? "The webhook is added" : "Add a channel"} onClose={onClose}>
      {secret ? (
        <div className="space-y-4">
          <p className="break-words text-muted">
            Every message to {target} is signed with this secret, as standardwebhooks.com has it.
          </p>
          <ShownOnce label="Secret" secret={secret} />
          <div className="flex justify-end">
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <form onSubmit={submit} className="space-y-4">
          <Choice legend="Kind" options={OPTIONS} chosen={kind} onChoose={setKind} />
          <Field
            label={label}
            type={kind === "email" ? "email" : "url"}
            placeholder={example}
            required
            maxLength={500}
            value={target}
            onText={setTarget}
            data-focus-first
          />
          {add.error && <Failure error={add.error} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" disabled={add.isPending}>
              Add
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
