import { useQuery } from "@tanstack/react-query";
import type { Place } from "../api/history.ts";
import { useDelete } from "../api/saving.ts";
import { uses } from "../api/uses.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { toast } from "../kit/toasts.ts";
import { UseItems } from "./UsesCard.tsx";

/** What is named by something is not deleted; anything else asks for its key. */
export function DeleteDialog({
  place,
  version,
  onDeleted,
  onClose,
}: {
  place: Place;
  version: number;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const question = useQuery(uses(place));
  const remove = useDelete(place);
  const used = question.data?.uses ?? [];
  if (question.data && used.length === 0) {
    return (
      <Confirm
        title={`Delete ${place.key}`}
        word={`Delete ${place.key}`}
        typed={place.key}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() =>
          remove.mutate(version, {
            onSuccess: () => {
              toast(`${place.key} is deleted from the drafts.`);
              onDeleted();
            },
          })
        }
        onClose={onClose}
      >
        It goes from the drafts. The edge knows it until that is published.
      </Confirm>
    );
  }
  return (
    <Dialog title={`Delete ${place.key}`} onClose={onClose}>
      <div className="space-y-4">
        <Loaded question={question} lines={2}>
          {() => (
            <>
              <p className="text-muted">
                {place.key} cannot be deleted while{" "}
                {used.length === 1 ? "this names" : "these name"} it:
              </p>
              <UseItems environment={place.environment} uses={used} />
            </>
          )}
        </Loaded>
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Dialog>
  );
}
