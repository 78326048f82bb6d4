import { type FormEvent, useState } from "react";
import type { Segment } from "../api/documents.ts";
import { EMPTY } from "../conditions/forms.ts";
import { WhenFields } from "../conditions/WhenFields.tsx";
import { type Fault, Faults, faultsOf } from "../edits/faults.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { KeyAndName } from "../library/KeyAndName.tsx";

const NEW: Segment = { key: "", when: EMPTY };

/** A new segment, or one that is edited: who is in it. */
export function SegmentDialog({
  environment,
  segment: known,
  faults,
  error = null,
  pending = false,
  onSegment,
  onClose,
}: {
  environment: string;
  segment?: Segment;
  faults?: readonly Fault[];
  error?: Error | null;
  pending?: boolean;
  onSegment: (segment: Segment) => void;
  onClose: () => void;
}) {
  const [segment, setSegment] = useState(known ?? NEW);
  function submit(event: FormEvent) {
    event.preventDefault();
    onSegment(segment);
  }
  return (
    <Dialog title={known ? `Edit ${known.key}` : "New segment"} side="end" onClose={onClose}>
      <Faults value={faults ?? faultsOf(error)}>
        <form onSubmit={submit} className="space-y-4">
          <KeyAndName document={segment} onDocument={setSegment} fresh={known === undefined} />
          <section className="space-y-2">
            <h3 className="font-semibold text-14">Who is in it</h3>
            <WhenFields
              environment={environment}
              when={segment.when}
              onWhen={(when) => {
                const { when: _, ...rest } = segment;
                setSegment(when === undefined ? rest : { ...rest, when });
              }}
              pointer="/when"
              nobodySaid="Whoever the caller says is in it, as from a list of units that it keeps."
            />
          </section>
          {error && <Failure error={error} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" disabled={pending}>
              {known ? "Done" : "Make the segment"}
            </Button>
          </div>
        </form>
      </Faults>
    </Dialog>
  );
}
