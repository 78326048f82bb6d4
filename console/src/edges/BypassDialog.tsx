import { type FormEvent, useState } from "react";
import { Propagation } from "../kill/Propagation.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { EndBypassButton } from "./EndBypassButton.tsx";
import { useBypass } from "./orders.ts";

/** Asks for the environment's name, turns everything off, and shows that arriving at the edges. */
export function BypassDialog({
  environment,
  onClose,
}: {
  environment: string;
  onClose: () => void;
}) {
  const bypass = useBypass(environment);
  return (
    <Dialog
      title={
        bypass.isSuccess
          ? `Everything of ${environment} is turned off`
          : `Turn everything of ${environment} off`
      }
      onClose={onClose}
    >
      {bypass.isSuccess ? (
        <div className="space-y-4">
          <Propagation environment={environment} />
          <div className="flex flex-wrap justify-end gap-2">
            <EndBypassButton environment={environment} onEnded={onClose} />
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <Confirmation
          environment={environment}
          pending={bypass.isPending}
          error={bypass.error}
          onBypass={(reason) =>
            bypass.mutate({ confirm: environment, ...(reason === "" ? {} : { reason }) })
          }
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function Confirmation({
  environment,
  pending,
  error,
  onBypass,
  onClose,
}: {
  environment: string;
  pending: boolean;
  error: Error | null;
  onBypass: (reason: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (typed === environment) {
      onBypass(reason);
    }
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-muted">
        Every visitor of <strong className="text-text">{environment}</strong> gets the pages as the
        site sends them, at once, whatever is published. Running experiments count nobody until it
        is turned on again, which is one click.
      </p>
      <Field
        label={
          <>
            Type <code className="break-all rounded-sm bg-sunken px-1">{environment}</code> to
            confirm
          </>
        }
        value={typed}
        onText={setTyped}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-focus-first
      />
      <Field
        label="Why (may wait until later)"
        value={reason}
        onText={setReason}
        maxLength={2000}
      />
      {error && <Failure error={error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="alarm" type="submit" disabled={typed !== environment || pending}>
          Turn everything off
        </Button>
      </div>
    </form>
  );
}
