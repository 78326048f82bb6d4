import type { Results } from "../api/documents.ts";
import { age, count, day } from "../fmt.ts";
import { useAge } from "../kit/useAge.ts";

/** Since when, how many visitors, and how fresh the numbers are. */
export function ExperimentFacts({ results }: { results: Results }) {
  const { startedAt, exposedUnits, plannedUnits, asOf } = results;
  const old = useAge(asOf);
  const visitors =
    plannedUnits === undefined
      ? `${count(exposedUnits)} visitors`
      : `${count(exposedUnits)} of ${count(plannedUnits)} planned visitors`;
  return (
    <span className="tabular-nums">
      {startedAt !== undefined && `Since ${day(startedAt)} · `}
      {visitors} · updated {age(old)}
    </span>
  );
}
