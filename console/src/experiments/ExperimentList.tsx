import { useQueries } from "@tanstack/react-query";
import type { ExperimentEntry, Results } from "../api/documents.ts";
import { resultsInList } from "../api/questions.ts";
import { useWide } from "../kit/useWide.ts";
import { type Axis, axisOf } from "../results/forest.ts";
import { ExperimentCards } from "./ExperimentCards.tsx";
import { ExperimentTable } from "./ExperimentTable.tsx";
import { goalOf } from "./goal.ts";

export type Listed = { entry: ExperimentEntry; results: Results | undefined; failed: boolean };
export type ListProps = { environment: string; listed: Listed[]; axis: Axis };

/** Experiments with the interval of their goal, all on one axis. */
export function ExperimentList({
  environment,
  entries,
}: {
  environment: string;
  entries: ExperimentEntry[];
}) {
  const wide = useWide();
  const answers = useQueries({
    queries: entries.map(({ experiment: { key, status } }) => ({
      ...resultsInList(environment, key),
      enabled: status !== "draft",
    })),
  });
  const listed = entries.map((entry, index) => ({
    entry,
    results: answers[index]?.data,
    failed: answers[index]?.isError ?? false,
  }));
  const axis = axisOf(
    listed.flatMap(({ results }) => {
      const range = results && goalOf(results)?.range;
      return range ? [{ role: "goal" as const, range }] : [];
    }),
  );
  const List = wide ? ExperimentTable : ExperimentCards;
  return <List environment={environment} listed={listed} axis={axis} />;
}
