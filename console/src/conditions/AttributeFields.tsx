import { useState } from "react";
import type { Condition } from "../api/documents.ts";
import { OPERATORS, type Operator } from "../flags/sentence.ts";
import { Check } from "../kit/Check.tsx";
import { KeyField } from "../kit/KeyField.tsx";
import { Select } from "../kit/Select.tsx";
import { kindOf, kindsFor, takesOneValue, type ValueKind } from "./forms.ts";
import { ValuesField } from "./ValuesField.tsx";

/** What the edge knows of every visitor without being told. */
const KNOWN = [
  "device",
  "path",
  "host",
  "url",
  "language",
  "referrer",
  "country",
  "continent",
  "region",
  "city",
  "timezone",
  "consent",
  "new",
  "bot",
  "loggedIn",
];

const WORDS = (Object.keys(OPERATORS) as Operator[]).map((value) => ({
  value,
  word: OPERATORS[value],
}));

const KIND_WORDS: Record<ValueKind, string> = {
  text: "a text",
  number: "a number",
  truth: "true or false",
};

export function AttributeFields({
  condition,
  onCondition,
}: {
  condition: Condition;
  onCondition: (condition: Condition) => void;
}) {
  const { attribute = "", operator = "equals", values = [], ignoreCase } = condition;
  const kinds = kindsFor(operator);
  // Without a value yet nothing but the choice says of which kind it will be.
  const [chosenKind, setChosenKind] = useState<ValueKind>("text");
  const kind = kindOf(values) ?? (kinds.includes(chosenKind) ? chosenKind : (kinds[0] ?? "text"));

  function choose(chosen: Operator) {
    const fits = kindsFor(chosen).includes(kind);
    const kept = takesOneValue(chosen) ? values.slice(0, 1) : values;
    const { values: _, ...rest } = condition;
    onCondition({
      ...rest,
      operator: chosen,
      ...(chosen !== "exists" && { values: fits ? kept : [] }),
    });
  }

  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <KeyField
          label="Attribute"
          proposals={KNOWN}
          maxLength={128}
          value={attribute}
          onText={(text) => onCondition({ ...condition, attribute: text })}
        />
        <Select label="How it compares" options={WORDS} chosen={operator} onChoose={choose} />
      </div>
      {operator !== "exists" && (
        <>
          {kinds.length > 1 && (
            <Select
              label="With"
              options={kinds.map((value) => ({ value, word: KIND_WORDS[value] }))}
              chosen={kind}
              onChoose={(chosen) => {
                setChosenKind(chosen);
                onCondition({ ...condition, values: values.map((value) => as(chosen, value)) });
              }}
            />
          )}
          <ValuesField
            key={`${kind} ${takesOneValue(operator)}`}
            kind={kind}
            one={takesOneValue(operator)}
            values={values}
            onValues={(next) => onCondition({ ...condition, values: next })}
          />
        </>
      )}
      {kind === "text" && !operator.startsWith("version") && operator !== "exists" && (
        <Check
          checked={ignoreCase === true}
          onCheck={(checked) => {
            const { ignoreCase: _, ...rest } = condition;
            onCondition(checked ? { ...rest, ignoreCase: true } : rest);
          }}
        >
          Capitals do not matter
        </Check>
      )}
    </>
  );
}

function as(kind: ValueKind, value: unknown): string | number | boolean {
  switch (kind) {
    case "text":
      return String(value);
    case "number":
      return Number(value) || 0;
    case "truth":
      return value === true || value === "true";
  }
}
