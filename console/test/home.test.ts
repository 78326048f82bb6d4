import { describe, expect, it } from "vitest";
import type { Decision, EdgeState, ExperimentEntry, Publication } from "../src/api/documents.ts";
import { edgeSentence, edgesAreWell } from "../src/home/edgeSentence.ts";
import { ready, undecided } from "../src/home/ready.ts";

function publicationOf(revision: number, ...states: EdgeState["state"][]): Publication {
  const edges = states.map((state, i) => ({ edge: `https://edge-${i}`, state }));
  return { environment: "demo", revision, killRevision: 0, pending: [], edges };
}

function entryOf(
  key: string,
  status: "draft" | "running" | "stopped",
  decision?: Decision["code"],
) {
  const summary = decision && {
    asOf: 0,
    exposedUnits: 1,
    health: "ok" as const,
    decision,
    headline: decision,
  };
  return {
    experiment: { key, status },
    version: 1,
    updatedAt: 0,
    updatedBy: "admin",
    published: true,
    ...(summary ? { summary } : {}),
  } as ExperimentEntry;
}

describe("edge line", () => {
  it("whatIsWrong_isSaidFirst", () => {
    expect(edgeSentence(publicationOf(4, "current", "behind", "unreachable"))).toBe(
      "1 of 3 edges out of reach",
    );
    expect(edgeSentence(publicationOf(4, "current", "behind"))).toBe("1 of 2 edges behind");
    expect(edgeSentence(publicationOf(4, "current", "current"))).toBe("2 of 2 edges at revision 4");
    expect(edgeSentence(publicationOf(0, "current"))).toBe(
      "1 of 1 edge in reach, nothing published yet",
    );
    expect(edgeSentence(publicationOf(4))).toBe("No edge has reported yet");
  });

  it("edges_areWellWhenAllAreCurrent", () => {
    expect(edgesAreWell(publicationOf(4, "current", "current"))).toBe(true);
    expect(edgesAreWell(publicationOf(4, "current", "behind"))).toBe(false);
  });
});

it("ready_areRunningExperimentsThatAdviseSomething", () => {
  const entries = [
    entryOf("ship", "running", "ship"),
    entryOf("broken", "running", "do_not_trust"),
    entryOf("young", "running", "collecting"),
    entryOf("over", "stopped", "ship"),
    entryOf("new", "running"),
  ];
  expect(ready(entries).map(({ experiment }) => experiment.key)).toEqual(["ship", "broken"]);
});

it("undecided_whileResultsOfWhatRunsAreNotKnown", () => {
  const started = { ...entryOf("new", "running"), startedAt: 1 };
  expect(undecided([started, entryOf("ship", "running", "ship")])).toBe(true);
  expect(undecided([entryOf("ship", "running", "ship")])).toBe(false);
  expect(undecided([entryOf("waits", "running"), entryOf("draft", "draft")])).toBe(false);
});
