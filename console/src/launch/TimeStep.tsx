import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ExperimentEntry } from "../api/documents.ts";
import { count } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Dial } from "../planner/Dial.tsx";
import { planning, traffic } from "../planner/questions.ts";
import { wishOf } from "../planner/wish.ts";
import { type Experiment, useSaveExperiment } from "./drafts.ts";
import type { MetricEntry } from "./metrics.ts";

/** How long it takes to see the goal's change, by the visitors of late; the planned size is kept. */
export function TimeStep({
  environment,
  entry,
  onDone,
}: {
  environment: string;
  entry: ExperimentEntry;
  onDone: () => void;
}) {
  const { experiment } = entry;
  const goal = goalOf(experiment.metrics);
  const [lift, setLift] = useState(0.05);
  const known = useQuery(traffic(environment, goal.event));
  const wish = wishOf(
    {
      lift,
      share: experiment.allocation / 100_000,
      arms: experiment.variants.length,
      ...(goal.mean ? { kind: "mean" as const } : {}),
    },
    known.data,
  );
  const plan = useQuery(planning(environment, wish));
  const save = useSaveExperiment(environment, entry);
  const units = wish === undefined ? undefined : plan.data?.units;
  return (
    <Card title="How long will it take?">
      <div className="max-w-[40rem] space-y-5 px-4 py-4 sm:px-5">
        <Dial
          label="Smallest change worth seeing"
          unit="%"
          scale={0.01}
          low={0.005}
          high={1}
          value={lift}
          onValue={setLift}
        />
        {wish === undefined ? (
          <Empty title="Nothing is known of visitors yet">
            The{" "}
            <Link
              className="underline"
              to="/environments/$environment/planner"
              params={{ environment }}
            >
              planner
            </Link>{" "}
            answers when you type in how many come. Experiments can be launched without.
          </Empty>
        ) : (
          <Loaded question={plan} lines={3}>
            {({ sentence, options }) => (
              <div aria-live="polite">
                <p className="text-balance font-semibold text-16">{sentence}</p>
                <ul className="mt-2 list-disc space-y-1 ps-5 text-13 text-muted">
                  {options.map((option) => (
                    <li key={option}>{option}</li>
                  ))}
                </ul>
              </div>
            )}
          </Loaded>
        )}
        {save.error && <Failure error={save.error} />}
        <div className="flex flex-wrap gap-2">
          {units !== undefined && (
            <Button
              look="primary"
              disabled={save.isPending}
              onClick={() =>
                save.mutate({ ...experiment, plannedUnits: Math.max(100, units) } as Experiment, {
                  onSuccess: onDone,
                })
              }
            >
              Plan for {count(units)} visitors and next
            </Button>
          )}
          <Button onClick={onDone}>Next</Button>
        </div>
      </div>
    </Card>
  );
}

/** The event that decides; of a metric that is shared its key says it best that we know here. */
function goalOf(metrics: MetricEntry[]): { event: string; mean: boolean } {
  const goal = metrics.find(({ role }) => role === "goal");
  if (goal === undefined || "metric" in goal) return { event: "order", mean: false };
  return { event: goal.event ?? "order", mean: goal.kind === "mean" };
}
