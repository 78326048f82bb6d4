import type { EdgeState, KillList } from "../api/documents.ts";
import { duration } from "../fmt.ts";

/** How far the newest kill list has come: "applied at 1 of 1 edges in 180 ms". */
export function propagationSentence({ killRevision, edges }: KillList): string {
  if (edges.length === 0) {
    return "No edge has reported yet.";
  }
  const applied = edges.filter((edge) => hasApplied(edge, killRevision));
  const told = `applied at ${applied.length} of ${edges.length} edges`;
  const delays = applied.flatMap(({ delayMillis }) =>
    delayMillis === undefined ? [] : delayMillis,
  );
  return delays.length > 0 && applied.length === edges.length
    ? `${told} in ${duration(Math.max(...delays))}`
    : told;
}

export function appliedEverywhere({ killRevision, edges }: KillList): boolean {
  return edges.length > 0 && edges.every((edge) => hasApplied(edge, killRevision));
}

export function hasApplied({ killRevision, state }: EdgeState, newest: number): boolean {
  return state !== "unreachable" && killRevision !== undefined && killRevision >= newest;
}
