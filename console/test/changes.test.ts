import { expect, it } from "vitest";
import { staleSubjects } from "../src/api/staleSubjects.ts";

it("kill_makesStateAndKillListStale", () => {
  expect(staleSubjects({ seq: 1, at: 0, by: "admin", what: "kill", key: "cta" })).toEqual([
    "flags",
    "experiments",
    "results",
    "publication",
    "kills",
    "audit",
  ]);
});

it("edgeReport_makesOnlyItsStateStale", () => {
  expect(staleSubjects({ seq: 1, at: 0, by: "edge", what: "edge" })).toEqual([
    "publication",
    "kills",
  ]);
});
