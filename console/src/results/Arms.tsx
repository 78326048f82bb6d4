import type { Results } from "../api/documents.ts";
import { count, weight } from "../fmt.ts";
import { VariantMark } from "./VariantMark.tsx";

/** Which letter is which variant, and how many visitors saw it. */
export function Arms({ results }: { results: Results }) {
  return (
    <ul
      aria-label="Variants"
      className="mt-auto flex flex-wrap gap-x-8 gap-y-3 border-line border-t pt-4 text-13"
    >
      {results.variants.map(({ variant, letter, units, weight: planned }) => (
        <li key={variant} className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2">
            <VariantMark letter={letter} />
            <span className="min-w-0 break-all font-medium">{variant}</span>
          </div>
          <div className="text-12 text-muted tabular-nums">
            {count(units)} visitors · {weight(planned)} planned
            {variant === results.control && " · control"}
          </div>
        </li>
      ))}
    </ul>
  );
}
