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

it("alert_makesAlertsAndChannelsStale", () => {
  expect(staleSubjects({ seq: 1, at: 0, by: "admin", what: "alert", key: "3" })).toEqual([
    "alerts",
    "channels",
    "audit",
  ]);
});

it("access_makesPeopleAndTokensStale", () => {
  expect(staleSubjects({ seq: 1, at: 0, by: "admin", what: "access", key: "vera" })).toEqual([
    "people",
    "tokens",
    "audit",
  ]);
});
