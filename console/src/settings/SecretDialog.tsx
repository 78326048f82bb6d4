import type { MadeToken } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { ShownOnce } from "../kit/ShownOnce.tsx";

/** A token's secret, for the only time. */
export function SecretDialog({
  made: { token, secret },
  onClose,
}: {
  made: MadeToken;
  onClose: () => void;
}) {
  return (
    <Dialog title={`The secret of ${token.name}`} onClose={onClose}>
      <div className="space-y-4">
        <ShownOnce label="Secret" secret={secret} />
        <p className="text-13 text-muted">
          Programs send it as <code>Authorization: Bearer …</code>
        </p>
        <div className="flex justify-end">
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
