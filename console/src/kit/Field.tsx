import { type ComponentProps, type ReactNode, useId } from "react";

/** A labelled line of text. */
export function Field({
  label,
  onText,
  ...rest
}: Omit<ComponentProps<"input">, "onChange"> & {
  label: ReactNode;
  onText: (text: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-13">
        {label}
      </label>
      <input
        id={id}
        onChange={(event) => onText(event.target.value)}
        className="h-9 w-full rounded-sm border border-line-strong bg-surface px-2.5 text-14"
        {...rest}
      />
    </div>
  );
}
