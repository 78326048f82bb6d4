import { lazy, Suspense, useRef } from "react";
import type { Results } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";
import { Choice } from "../kit/Choice.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { useNear } from "../kit/useNear.ts";
import type { ResultsSearch } from "../router.tsx";

/** The chart and its scales are fetched when it comes near the window. */
const UpliftChart = lazy(() =>
  import("./UpliftChart.tsx").then((module) => ({ default: module.UpliftChart })),
);

/** How the goal's change became what it is. */
export function UpliftCard({
  results,
  variant,
  search,
  onSearch,
}: {
  results: Results;
  variant: string;
  search: ResultsSearch;
  onSearch: (search: ResultsSearch) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const goals = results.metrics.filter(({ role }) => role === "goal");
  const goal = goals.find(({ metric }) => metric === search.goal) ?? goals[0];
  if (goal === undefined) {
    return null;
  }
  const { uplift = "chart", ...rest } = search;
  const drawable = results.series.some(
    ({ metric, points }) => metric === goal.metric && points.length > 1,
  );
  return (
    <Card
      title={`${goal.name}: change over time`}
      aside={
        <div className="flex flex-wrap items-center gap-2">
          {goals.length > 1 && (
            <Choice
              legend="Goal"
              chosen={goal.metric}
              options={goals.map(({ metric, name }) => ({ value: metric, word: name }))}
              onChoose={(metric) => onSearch({ ...search, goal: metric })}
            />
          )}
          <Choice
            legend="Shown as"
            chosen={uplift}
            options={[
              { value: "chart", word: "Chart" },
              { value: "table", word: "Table" },
            ]}
            onChoose={(form) => onSearch(form === "table" ? { ...rest, uplift: form } : rest)}
          />
        </div>
      }
    >
      <div ref={place} className="min-h-80">
        {!drawable ? (
          <Empty title="No line yet">
            It begins with the second moment at which the goal can be judged.
          </Empty>
        ) : (
          near && (
            <Suspense fallback={<Skeleton lines={6} />}>
              <UpliftChart
                results={results}
                metric={goal.metric}
                variant={variant}
                asTable={uplift === "table"}
              />
            </Suspense>
          )
        )}
      </div>
    </Card>
  );
}
