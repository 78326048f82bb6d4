import type { EdgeState, Publication } from "../api/documents.ts";
import { age, count, duration, orAbsent } from "../fmt.ts";

export type EdgeFact = { term: string; fact: string };

/** What is told of one edge, in the order of the table's columns. */
export function edgeFacts(
  { revision, killRevision, delayMillis, at }: EdgeState,
  newest: Pick<Publication, "revision" | "killRevision">,
  now: number,
): EdgeFact[] {
  return [
    { term: "Snapshot", fact: numbered(revision, newest.revision) },
    { term: "Kill list", fact: numbered(killRevision, newest.killRevision) },
    { term: "Took", fact: orAbsent(delayMillis, duration) },
    { term: "Last heard", fact: orAbsent(at, (moment) => age(Math.max(0, now - moment))) },
  ];
}

/** What it has, and beside it the newest where that is another. */
function numbered(has: number | undefined, newest: number): string {
  if (has === undefined) {
    return newest === 0 ? "none yet" : `none of ${count(newest)}`;
  }
  return has < newest ? `${count(has)} of ${count(newest)}` : count(has);
}
