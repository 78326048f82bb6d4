import { useState } from "react";
import type { Place } from "../api/history.ts";
import { count } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import type { Fault } from "./faults.ts";
import { LeaveGuard } from "./LeaveGuard.tsx";
import { ReviewDialog } from "./ReviewDialog.tsx";
import type { Edits } from "./useEdits.ts";

/** What is changed and not saved yet; nothing while nothing is. */
export function EditBar<Document extends object>({
  place,
  edits,
  onFaults,
}: {
  place: Place;
  edits: Edits<Document>;
  onFaults: (faults: readonly Fault[]) => void;
}) {
  const [reviewing, setReviewing] = useState(false);
  const changes = edits.differences.length;
  return (
    <>
      {changes > 0 && (
        <section
          aria-label="Changes that are not saved"
          className="sticky bottom-16 z-10 flex flex-wrap items-center justify-end gap-2 rounded-md border border-accent bg-surface px-4 py-2 shadow-lg md:bottom-3"
        >
          <p role="status" className="me-auto font-medium text-13">
            {changes === 1 ? "1 change" : `${count(changes)} changes`}, not saved
          </p>
          <Button
            onClick={() => {
              edits.discard();
              onFaults([]);
            }}
          >
            Discard
          </Button>
          <Button look="primary" onClick={() => setReviewing(true)}>
            Review…
          </Button>
          <LeaveGuard changes={changes} />
        </section>
      )}
      {reviewing && (
        <ReviewDialog
          place={place}
          edits={edits}
          onFaults={onFaults}
          onClose={() => setReviewing(false)}
        />
      )}
    </>
  );
}
