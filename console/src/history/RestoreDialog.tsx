import { useQuery } from "@tanstack/react-query";
import { useMay } from "../access/useMay.ts";
import { type Place, useRestore, versionAgainst } from "../api/history.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Differences } from "../kit/Differences.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { toast } from "../kit/toasts.ts";

/** What would change if a version were the newest again, then the step itself. */
export function RestoreDialog({
  place,
  version,
  present,
  onClose,
}: {
  place: Place;
  version: number;
  present: number;
  onClose: () => void;
}) {
  const may = useMay("editor");
  const question = useQuery(versionAgainst(place, version, present));
  const restore = useRestore(place);
  const differing = (question.data?.differences.length ?? 0) > 0;

  /** The toast outlives this sheet, so the answer is awaited instead of heard by it. */
  async function undo(made: number) {
    try {
      await restore.mutateAsync({ version: present, present: made });
      toast(`${place.key} is as it was before.`);
    } catch (error) {
      toast(`${place.key} stays as it is: ${error instanceof Error ? error.message : error}`);
    }
  }

  return (
    <Dialog
      title={`Version ${version} beside the present, version ${present}`}
      side="end"
      onClose={onClose}
    >
      <div className="space-y-4">
        <Loaded question={question} lines={4}>
          {({ differences }) =>
            differences.length === 0 ? (
              <p className="text-muted">Nothing differs.</p>
            ) : (
              <>
                <p className="text-13 text-muted">
                  − is the present, + is version {version}. Restored, it becomes the newest draft;
                  the edge gets it when it is published.
                </p>
                <Differences differences={differences} />
              </>
            )
          }
        </Loaded>
        {restore.error && <Failure error={restore.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          {may && (
            <Button
              look="primary"
              disabled={!differing || restore.isPending}
              onClick={() =>
                restore.mutate(
                  { version, present },
                  {
                    onSuccess: (entry) => {
                      toast(
                        `Version ${version} is restored as version ${entry.version}.`,
                        () => void undo(entry.version),
                      );
                      onClose();
                    },
                  },
                )
              }
            >
              Restore version {version}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
