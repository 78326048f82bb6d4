import { type FormEvent, useId, useState } from "react";
import { useKill } from "../api/orders.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Propagation } from "./Propagation.tsx";
import { UnkillButton } from "./UnkillButton.tsx";

/** Asks for the flag's key, kills, and shows the kill arriving at the edges. */
export function KillDialog({
  environment,
  flag,
  off,
  onClose,
}: {
  environment: string;
  flag: string;
  off?: string;
  onClose: () => void;
}) {
  const kill = useKill(environment, flag);
  return (
    <Dialog title={kill.isSuccess ? `${flag} is killed` : `Kill ${flag}`} onClose={onClose}>
      {kill.isSuccess ? (
        <div className="space-y-4">
          <Propagation environment={environment} />
          <div className="flex flex-wrap justify-end gap-2">
            <UnkillButton environment={environment} flag={flag} onUnkilled={onClose} />
            <Button look="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <Confirmation
          environment={environment}
          flag={flag}
          off={off ?? "its off variant"}
          pending={kill.isPending}
          error={kill.error}
          onKill={(reason) => kill.mutate({ confirm: flag, ...(reason && { reason }) })}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function Confirmation({
  environment,
  flag,
  off,
  pending,
  error,
  onKill,
  onClose,
}: {
  environment: string;
  flag: string;
  off: string;
  pending: boolean;
  error: Error | null;
  onKill: (reason: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const hint = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (typed === flag) {
      onKill(reason);
    }
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-muted">
        Every visitor of <strong className="text-text">{environment}</strong> gets{" "}
        <strong className="text-text">{off}</strong> at once, whatever is published. You can take it
        back with one click.
      </p>
      <Field
        label={
          <>
            Type <code className="break-all rounded-sm bg-sunken px-1">{flag}</code> to confirm
          </>
        }
        value={typed}
        onText={setTyped}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={hint}
        data-focus-first
      />
      <Field
        label="Why (may wait until later)"
        value={reason}
        onText={setReason}
        maxLength={2000}
      />
      <p id={hint} className="sr-only">
        The button works when the key is typed exactly.
      </p>
      {error && <Failure error={error} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="alarm" type="submit" disabled={typed !== flag || pending}>
          Kill {flag}
        </Button>
      </div>
    </form>
  );
}
