import { type ComponentProps, useId } from "react";

/** A labelled text of several lines. */
export function LongText({
  label,
  onText,
  ...rest
}: Omit<ComponentProps<"textarea">, "onChange"> & {
  label: string;
  onText: (text: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-13">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        onChange={(event) => onText(event.target.value)}
        className="field-sizing-content max-h-80 min-h-16 w-full rounded-sm border border-line-strong bg-surface px-2.5 py-2 text-14"
        {...rest}
      />
    </div>
  );
}
