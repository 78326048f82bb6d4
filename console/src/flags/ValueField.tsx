import { useState } from "react";
import type { Flag } from "../api/documents.ts";
import { Choice } from "../kit/Choice.tsx";
import { LongText } from "../kit/LongText.tsx";
import { NumberField } from "../kit/NumberField.tsx";

/** A variant's value, by the type of its flag; undefined while it is none. */
export function ValueField({
  label = "Value",
  type,
  value,
  onValue,
}: {
  label?: string;
  type: Flag["type"];
  value: unknown;
  onValue: (value: unknown) => void;
}) {
  switch (type) {
    case "boolean":
      return (
        <Choice
          legend={label}
          options={[
            { value: "true", word: "true" },
            { value: "false", word: "false" },
          ]}
          chosen={value === true ? "true" : "false"}
          onChoose={(chosen) => onValue(chosen === "true")}
        />
      );
    case "string":
      return <LongText label={label} value={String(value ?? "")} onText={onValue} />;
    case "integer":
    case "number":
      return (
        <NumberField
          label={label}
          required
          value={typeof value === "number" ? value : undefined}
          onNumber={onValue}
        />
      );
    case "json":
      return <JsonField label={label} value={value} onValue={onValue} />;
  }
}

function JsonField({
  label,
  value,
  onValue,
}: {
  label: string;
  value: unknown;
  onValue: (value: unknown) => void;
}) {
  const [typed, setTyped] = useState(JSON.stringify(value, null, 2));
  const wrong = parsed(typed) === undefined;
  return (
    <>
      <LongText
        label={`${label} as JSON`}
        required
        spellCheck={false}
        rows={6}
        value={typed}
        aria-invalid={wrong}
        onText={(text) => {
          setTyped(text);
          onValue(parsed(text));
        }}
      />
      {wrong && (
        <p role="alert" className="mt-1 text-12 text-danger">
          That is no JSON yet.
        </p>
      )}
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
