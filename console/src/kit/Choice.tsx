import { useId } from "react";

/** One of a few words, all visible. */
export function Choice<Value extends string>({
  legend,
  options,
  chosen,
  onChoose,
}: {
  legend: string;
  options: { value: Value; word: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex gap-0.5 rounded-sm bg-sunken p-0.5">
      <legend className="sr-only">{legend}</legend>
      {options.map(({ value, word }) => (
        <label
          key={value}
          className="flex-1 cursor-pointer whitespace-nowrap rounded-sm border border-transparent px-2 py-1 text-center text-12 text-muted has-checked:border-line has-checked:bg-surface has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
