import { type ComponentProps, useState } from "react";
import { Field } from "./Field.tsx";

/** A labelled number; what is none is undefined, and stays as it was typed. */
export function NumberField({
  value,
  onNumber,
  ...rest
}: Omit<ComponentProps<typeof Field>, "value" | "onText"> & {
  value: number | undefined;
  onNumber: (value: number | undefined) => void;
}) {
  const [typed, setTyped] = useState(value === undefined ? "" : String(value));
  return (
    <Field
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      onText={(text) => {
        setTyped(text);
        onNumber(numberIn(text));
      }}
      {...rest}
    />
  );
}

function numberIn(text: string): number | undefined {
  const read = Number(text);
  return text.trim() === "" || !Number.isFinite(read) ? undefined : read;
}
