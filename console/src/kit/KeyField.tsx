import { type ComponentProps, useId } from "react";
import { Field } from "./Field.tsx";

/** A text for which there are proposals; others may be typed too. */
export function KeyField({
  proposals,
  ...rest
}: ComponentProps<typeof Field> & { proposals: readonly string[] }) {
  const id = useId();
  return (
    <>
      <Field list={id} autoComplete="off" autoCapitalize="off" spellCheck={false} {...rest} />
      <datalist id={id}>
        {proposals.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}
