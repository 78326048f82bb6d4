import { Plus, Trash2 } from "lucide-react";
import type { Selection } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { IconButton } from "../kit/IconButton.tsx";

export const EMPTY: Selection = { event: "", of: "conversion" };

const FEWEST = 2;
const MOST = 10;

/** The steps of a funnel in their order. */
export function StepFields({
  steps,
  onSteps,
}: {
  steps: Selection[];
  onSteps: (steps: Selection[]) => void;
}) {
  return (
    <fieldset className="space-y-2">
      <legend className="sr-only">Steps</legend>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names and never change places
        <div key={at}>
          <div className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <Field
                label={`Event of step ${at + 1}`}
                required
                maxLength={64}
                value={step.event}
                onText={(event) => onSteps(steps.with(at, { ...step, event }))}
              />
            </div>
            {steps.length > FEWEST && (
              <IconButton
                label={`Remove step ${at + 1}`}
                icon={Trash2}
                danger
                onPress={() => onSteps(steps.toSpliced(at, 1))}
              />
            )}
          </div>
          <FaultsAt pointer={`/steps/${at}`} />
        </div>
      ))}
      {steps.length < MOST && (
        <Button onClick={() => onSteps([...steps, EMPTY])}>
          <Plus aria-hidden size={15} />
          Add a step
        </Button>
      )}
    </fieldset>
  );
}
