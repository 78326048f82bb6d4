import type { Policy } from "../api/documents.ts";

export type Freeze = NonNullable<Policy["freezes"]>[number];

/** The freeze that holds at a moment, of several the one that ends last. */
export function freezeAt(
  policy: Pick<Policy, "freezes"> | undefined,
  millis: number,
): Freeze | undefined {
  return (policy?.freezes ?? [])
    .filter(({ from, until }) => from <= millis && millis < until)
    .toSorted((one, other) => other.until - one.until)[0];
}
