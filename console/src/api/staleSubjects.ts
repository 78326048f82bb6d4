import type { Change } from "./documents.ts";

/** Which questions a change makes stale; results are asked again by the clock. */
export function staleSubjects(change: Change): string[] {
  switch (change.what) {
    case "flag":
      return ["flags", "publication", "audit"];
    case "experiment":
      return ["experiments", "flags", "publication", "audit"];
    case "segment":
    case "layer":
    case "holdout":
    case "metric":
    case "route":
      return [`${change.what}s`, "publication", "audit"];
    case "publish":
    case "kill":
    case "unkill":
      return ["flags", "experiments", "results", "publication", "kills", "audit"];
    case "policy":
      return ["policy", "publication", "audit"];
    case "preview":
      return ["audit"];
    case "access":
      return ["people", "tokens", "audit"];
    case "alert":
      return ["alerts", "channels", "audit"];
    case "edge":
      return ["publication", "kills"];
  }
}
