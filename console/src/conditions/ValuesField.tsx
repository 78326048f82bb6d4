import { useState } from "react";
import { Field } from "../kit/Field.tsx";
import { LongText } from "../kit/LongText.tsx";
import { NumberField } from "../kit/NumberField.tsx";
import { Select } from "../kit/Select.tsx";
import type { ValueKind } from "./forms.ts";

/** What an attribute is compared with: one value, or one in each line. */
export function ValuesField({
  kind,
  one,
  values,
  onValues,
}: {
  kind: ValueKind;
  one: boolean;
  values: unknown[];
  onValues: (values: unknown[]) => void;
}) {
  if (kind === "truth") {
    return (
      <Select
        label="Value"
        options={[
          { value: "", word: "–" },
          { value: "true", word: "true" },
          { value: "false", word: "false" },
        ]}
        chosen={values.length === 0 ? "" : String(values[0])}
        onChoose={(chosen) => onValues(chosen === "" ? [] : [chosen === "true"])}
      />
    );
  }
  if (!one) {
    return <Lines kind={kind} values={values} onValues={onValues} />;
  }
  return kind === "number" ? (
    <NumberField
      label="Value"
      value={values[0] as number | undefined}
      onNumber={(value) => onValues(value === undefined ? [] : [value])}
    />
  ) : (
    <Field
      label="Value"
      autoComplete="off"
      spellCheck={false}
      value={values.length === 0 ? "" : String(values[0])}
      onText={(text) => onValues(text === "" ? [] : [text])}
    />
  );
}

function Lines({
  kind,
  values,
  onValues,
}: {
  kind: "text" | "number";
  values: unknown[];
  onValues: (values: unknown[]) => void;
}) {
  const [typed, setTyped] = useState(values.join("\n"));
  return (
    <LongText
      label="Values, one in each line"
      spellCheck={false}
      value={typed}
      onText={(text) => {
        setTyped(text);
        const lines = text
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== "");
        onValues(
          kind === "text" ? lines : lines.map(Number).filter((read) => Number.isFinite(read)),
        );
      }}
    />
  );
}
