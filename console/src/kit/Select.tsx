import { type ComponentProps, useId } from "react";

/** A labelled choice out of a list. */
export function Select<Value extends string>({
  label,
  options,
  chosen,
  onChoose,
  ...rest
}: Omit<ComponentProps<"select">, "value" | "onChange"> & {
  label: string;
  options: { value: Value; word: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-13">
        {label}
      </label>
      <select
        id={id}
        value={chosen}
        onChange={({ target }) => {
          const option = options.find(({ value }) => value === target.value);
          if (option) {
            onChoose(option.value);
          }
        }}
        className="h-9 w-full rounded-sm border border-line-strong bg-surface px-2 text-14"
        {...rest}
      >
        {options.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}
