import type { ExperimentEntry } from "../api/documents.ts";
import { useWide } from "../kit/useWide.ts";
import { type Axis, axisOf } from "../results/forest.ts";
import { ExperimentCards } from "./ExperimentCards.tsx";
import { ExperimentTable } from "./ExperimentTable.tsx";

export type ListProps = { environment: string; entries: ExperimentEntry[]; axis: Axis };

/** Experiments with the interval of their goal, all on one axis. */
export function ExperimentList({
  environment,
  entries,
}: {
  environment: string;
  entries: ExperimentEntry[];
}) {
  const wide = useWide();
  const axis = axisOf(
    entries.flatMap(({ summary }) => {
      const range = summary?.goal?.relative;
      return range ? [{ role: "goal" as const, range }] : [];
    }),
  );
  const List = wide ? ExperimentTable : ExperimentCards;
  return <List environment={environment} entries={entries} axis={axis} />;
}
