import { Plus, Trash2 } from "lucide-react";
import type { Condition } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Button } from "../kit/Button.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { Select } from "../kit/Select.tsx";
import { AttributeFields } from "./AttributeFields.tsx";
import { FlagFields } from "./FlagFields.tsx";
import { EMPTY, FORM_WORDS, formOf, inForm } from "./forms.ts";
import { SegmentFields } from "./SegmentFields.tsx";

type Fields = {
  environment: string;
  condition: Condition;
  onCondition: (condition: Condition) => void;
  pointer: string;
};

/** One condition, with those inside it. */
export function ConditionFields({
  onRemove,
  name = "Condition",
  ...fields
}: Fields & { onRemove?: () => void; name?: string }) {
  const { condition, onCondition, pointer } = fields;
  const form = formOf(condition);
  const group = form === "all" || form === "any" || form === "not";
  return (
    <fieldset className="min-w-0 space-y-3 rounded-md border border-line p-3">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          {form === "other" ? (
            <p className="text-13">In a form that this page has no fields for; it is kept.</p>
          ) : (
            <Select
              label={name}
              options={FORM_WORDS}
              chosen={form}
              onChoose={(chosen) => onCondition(inForm(chosen, condition))}
            />
          )}
        </div>
        {onRemove && (
          <IconButton
            label={`Remove ${name.toLowerCase()}`}
            icon={Trash2}
            danger
            onPress={onRemove}
          />
        )}
      </div>
      <FormFields form={form} {...fields} />
      {/* What is wrong inside a group stands at its parts. */}
      <FaultsAt pointer={pointer} inside={!group} />
    </fieldset>
  );
}

function FormFields({ form, ...fields }: Fields & { form: ReturnType<typeof formOf> }) {
  const { condition, onCondition, pointer } = fields;
  switch (form) {
    case "attribute":
      return <AttributeFields {...fields} />;
    case "segment":
      return <SegmentFields {...fields} />;
    case "flag":
      return <FlagFields {...fields} />;
    case "not":
      return (
        <ConditionFields
          {...fields}
          condition={condition.not ?? EMPTY}
          onCondition={(not) => onCondition({ not })}
          pointer={`${pointer}/not`}
        />
      );
    case "all":
    case "any":
      return <Parts form={form} {...fields} />;
    case "other":
      return (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="max-h-60 overflow-auto rounded-sm bg-sunken p-2 text-12"
        >
          {JSON.stringify(condition, null, 2)}
        </pre>
      );
  }
}

function Parts({ form, ...fields }: Fields & { form: "all" | "any" }) {
  const { condition, onCondition, pointer } = fields;
  const parts = condition[form] ?? [];
  const change = (next: Condition[]) => onCondition({ [form]: next });
  return (
    <>
      {parts.map((part, at) => (
        <ConditionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names and never change places
          key={at}
          environment={fields.environment}
          name={`Condition ${at + 1} of ${parts.length}`}
          condition={part}
          pointer={`${pointer}/${form}/${at}`}
          onCondition={(next) => change(parts.with(at, next))}
          {...(parts.length > 1 && { onRemove: () => change(parts.toSpliced(at, 1)) })}
        />
      ))}
      <Button onClick={() => change([...parts, EMPTY])}>
        <Plus aria-hidden size={15} />
        Add a condition
      </Button>
    </>
  );
}
