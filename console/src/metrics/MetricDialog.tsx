import { type FormEvent, useState } from "react";
import { type Fault, Faults, faultsOf } from "../edits/faults.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { KeyAndName } from "../library/KeyAndName.tsx";
import type { MetricDocument } from "./document.ts";
import { MetricFields } from "./MetricFields.tsx";

const NEW: MetricDocument = { key: "", kind: "proportion", event: "", direction: "increase" };

/** A new metric, or one that is edited. */
export function MetricDialog({
  metric: known,
  faults,
  error = null,
  pending = false,
  onMetric,
  onClose,
}: {
  metric?: MetricDocument;
  faults?: readonly Fault[];
  error?: Error | null;
  pending?: boolean;
  onMetric: (metric: MetricDocument) => void;
  onClose: () => void;
}) {
  const [metric, setMetric] = useState(known ?? NEW);
  function submit(event: FormEvent) {
    event.preventDefault();
    onMetric(metric);
  }
  return (
    <Dialog title={known ? `Edit ${known.key}` : "New metric"} side="end" onClose={onClose}>
      <Faults value={faults ?? faultsOf(error)}>
        <form onSubmit={submit} className="space-y-4">
          <KeyAndName document={metric} onDocument={setMetric} fresh={known === undefined} />
          <MetricFields metric={metric} onMetric={setMetric} />
          {error && <Failure error={error} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" disabled={pending}>
              {known ? "Done" : "Make the metric"}
            </Button>
          </div>
        </form>
      </Faults>
    </Dialog>
  );
}
