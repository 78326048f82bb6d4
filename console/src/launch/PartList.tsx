import { useId } from "react";
import type { components } from "../api/schema.ts";
import { Empty } from "../kit/Empty.tsx";

type Part = components["schemas"]["PageOutline"]["parts"][number];

const WORDS: Record<string, string> = {
  a: "link",
  p: "paragraph",
  img: "picture",
  button: "button",
  input: "field",
  li: "list item",
};

/** What is seen on the page, in its order; one of it can be chosen. */
export function PartList({
  parts,
  chosen,
  onChoose,
}: {
  parts: Part[];
  chosen: string | undefined;
  onChoose: (selector: string) => void;
}) {
  const name = useId();
  if (parts.length === 0) {
    return <Empty title="Nothing to change">This page has no text, link or picture.</Empty>;
  }
  return (
    <fieldset className="max-h-96 overflow-y-auto">
      <legend className="sr-only">Elements of the page</legend>
      {parts.map(({ selector, element, text, matches }) => (
        <label
          key={selector}
          className="flex cursor-pointer items-baseline gap-2.5 border-line border-b px-4 py-2 last:border-b-0 has-checked:bg-sunken sm:px-5"
        >
          <input
            type="radio"
            name={name}
            checked={selector === chosen}
            onChange={() => onChoose(selector)}
            className="accent-accent"
          />
          <span className="min-w-0 flex-1 break-words text-14">{text}</span>
          <span className="whitespace-nowrap text-12 text-muted">
            {WORDS[element] ?? element}
            {matches > 1 && `, ${matches} alike`}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
