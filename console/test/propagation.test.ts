import { expect, it } from "vitest";
import type { EdgeState, KillList } from "../src/api/documents.ts";
import { appliedEverywhere, propagationSentence } from "../src/kill/propagation.ts";

const list = (...edges: EdgeState[]): KillList => ({
  killRevision: 5,
  global: "on",
  kills: [],
  edges,
});

it("everyEdgeApplied_saysTheSlowest", () => {
  const all = list(
    { edge: "a", state: "current", killRevision: 5, delayMillis: 180 },
    { edge: "b", state: "current", killRevision: 6, delayMillis: 214 },
  );
  expect(propagationSentence(all)).toBe("applied at 2 of 2 edges in 214 ms");
  expect(appliedEverywhere(all)).toBe(true);
});

it("oneEdgeBehind_countsWithoutATime", () => {
  const some = list(
    { edge: "a", state: "current", killRevision: 5, delayMillis: 180 },
    { edge: "b", state: "behind", killRevision: 4 },
  );
  expect(propagationSentence(some)).toBe("applied at 1 of 2 edges");
  expect(appliedEverywhere(some)).toBe(false);
});

it("unreachableEdge_isNeverCounted", () => {
  expect(propagationSentence(list({ edge: "a", state: "unreachable", killRevision: 5 }))).toBe(
    "applied at 0 of 1 edges",
  );
});

it("noEdge_isSaid", () => {
  expect(propagationSentence(list())).toBe("No edge has reported yet.");
  expect(appliedEverywhere(list())).toBe(false);
});
