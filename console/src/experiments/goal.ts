import type { Results } from "../api/documents.ts";
import { comparedVariant, type Row, rowsOf } from "../results/shown.ts";

/** The first goal with the variant that the results page would show. */
export function goalOf(results: Results): Row | undefined {
  const variant = comparedVariant(results, undefined);
  return variant === undefined
    ? undefined
    : rowsOf(results, variant, "always").find(({ metric }) => metric.role === "goal");
}
