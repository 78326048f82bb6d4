import { Plus } from "lucide-react";
import type { Condition } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { ConditionFields } from "./ConditionFields.tsx";
import { EMPTY } from "./forms.ts";

/** Who is meant: everybody, or those for whom a condition holds. */
export function WhenFields({
  environment,
  when,
  onWhen,
  pointer,
  nobodySaid,
}: {
  environment: string;
  when: Condition | undefined;
  onWhen: (when: Condition | undefined) => void;
  pointer: string;
  /** What it means that there is no condition. */
  nobodySaid: string;
}) {
  const grouped = when?.all !== undefined || when?.any !== undefined;
  return (
    <div className="space-y-3">
      {when === undefined ? (
        <p className="text-13 text-muted">{nobodySaid}</p>
      ) : (
        <ConditionFields
          environment={environment}
          condition={when}
          onCondition={onWhen}
          onRemove={() => onWhen(undefined)}
          pointer={pointer}
        />
      )}
      {!grouped && (
        <Button onClick={() => onWhen(when === undefined ? EMPTY : { all: [when, EMPTY] })}>
          <Plus aria-hidden size={15} />
          {when === undefined ? "Add a condition" : "Add another condition"}
        </Button>
      )}
    </div>
  );
}
