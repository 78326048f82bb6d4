import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Failure } from "./Failure.tsx";
import { Field } from "./Field.tsx";

/** Says what would happen and asks once more; what nobody can take back asks for its name to be typed. */
export function Confirm({
  title,
  word,
  typed: asked,
  pending,
  error,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  word: string;
  typed?: string;
  pending: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const [typed, setTyped] = useState("");
  const confirmed = asked === undefined || typed === asked;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (confirmed) {
      onConfirm();
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <div className="text-muted">{children}</div>
        {asked !== undefined && (
          <Field
            label={
              <>
                Type <code className="break-all rounded-sm bg-sunken px-1">{asked}</code> to confirm
              </>
            }
            value={typed}
            onText={setTyped}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-focus-first
          />
        )}
        {error && <Failure error={error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={asked === undefined ? "danger" : "alarm"}
            type="submit"
            disabled={!confirmed || pending}
          >
            {word}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
