import type { EdgeState, Publication } from "../api/documents.ts";

/** How the edges are, in a line: what is wrong comes first. */
export function edgeSentence({ edges, revision }: Publication): string {
  const number = (state: EdgeState["state"]) => edges.filter((edge) => edge.state === state).length;
  const unreachable = number("unreachable");
  const behind = number("behind");
  const of = `of ${edges.length} ${edges.length === 1 ? "edge" : "edges"}`;
  if (edges.length === 0) {
    return "No edge has reported yet";
  }
  if (unreachable > 0) {
    return `${unreachable} ${of} out of reach`;
  }
  if (behind > 0) {
    return `${behind} ${of} behind`;
  }
  return revision === 0
    ? `${edges.length} ${of} in reach, nothing published yet`
    : `${edges.length} ${of} at revision ${revision}`;
}

export function edgesAreWell({ edges }: Publication): boolean {
  return edges.every(({ state }) => state === "current");
}
