import type { Place } from "../api/history.ts";
import { useRestore } from "../api/history.ts";
import { Refusal } from "../api/refusal.ts";
import { savedBy, useSave } from "../api/saving.ts";
import { count } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Differences } from "../kit/Differences.tsx";
import { Failure } from "../kit/Failure.tsx";
import { toast } from "../kit/toasts.ts";
import { Conflict } from "./Conflict.tsx";
import { type Fault, faultsOf } from "./faults.ts";
import type { Edits } from "./useEdits.ts";

/** What would be saved, field by field, then the step itself: one version of all changes. */
export function ReviewDialog<Document extends object>({
  place,
  edits,
  onFaults,
  onClose,
}: {
  place: Place;
  edits: Edits<Document>;
  onFaults: (faults: readonly Fault[]) => void;
  onClose: () => void;
}) {
  const save = useSave(place);
  const restore = useRestore(place);
  const { base, draft, differences } = edits;
  const theirs = conflictOf<Document>(save.error, place);

  /** The toast outlives this sheet, so the answer is awaited instead of heard by it. */
  async function undo(made: number) {
    try {
      await restore.mutateAsync({ version: base.version, present: made });
      toast(`${place.key} is as it was before.`);
    } catch (error) {
      toast(`${place.key} stays as it is: ${error instanceof Error ? error.message : error}`);
    }
  }

  function send() {
    save.mutate(
      { document: draft, version: base.version },
      {
        onSuccess: ({ version }) => {
          onFaults([]);
          edits.discard();
          toast(`Saved as version ${version}. The edge gets it when it is published.`, () => {
            void undo(version);
          });
          onClose();
        },
        onError: (error) => onFaults(faultsOf(error)),
      },
    );
  }

  return (
    <Dialog
      title={differences.length === 1 ? "1 change" : `${count(differences.length)} changes`}
      side="end"
      onClose={onClose}
    >
      <div className="space-y-4">
        {theirs && (
          <Conflict
            base={base}
            theirs={theirs}
            onPutOnTop={() => {
              edits.putOnTop(theirs);
              save.reset();
            }}
            onDiscard={() => {
              edits.discard();
              onClose();
            }}
          />
        )}
        <div className="space-y-2">
          {theirs && <h3 className="font-semibold text-14">Yours</h3>}
          <p className="text-13 text-muted">− is version {base.version}, + is yours.</p>
          <Differences differences={differences} />
        </div>
        {save.error && !theirs && <Failure error={save.error} />}
        {!theirs && (
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Back</Button>
            <Button
              look="primary"
              disabled={differences.length === 0 || save.isPending}
              onClick={send}
              data-focus-first
            >
              Save
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function conflictOf<Document extends object>(error: Error | null, place: Place) {
  return error instanceof Refusal && error.status === 409 && error.problem.current
    ? savedBy<Document>(error.problem.current, place)
    : undefined;
}
