import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ExperimentEntry } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Select } from "../kit/Select.tsx";
import { type Experiment, sharedMetrics, useSaveExperiment } from "./drafts.ts";
import { COMMON, inRole, type MetricEntry, nameOf, ROLES, type Wanted } from "./metrics.ts";

/** What decides, what must not get worse, and what happens by itself when it does. */
export function MetricsStep({
  environment,
  entry,
  onDone,
}: {
  environment: string;
  entry: ExperimentEntry;
  onDone: () => void;
}) {
  const [metrics, setMetrics] = useState<MetricEntry[]>(entry.experiment.metrics);
  const [kills, setKills] = useState(entry.experiment.onHarm === "kill");
  const shared = useQuery(sharedMetrics(environment));
  const save = useSaveExperiment(environment, entry);
  const known = shared.data?.metrics.map(({ metric }) => metric) ?? [];
  const goals = metrics.filter(({ role }) => role === "goal").length;
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ ...entry.experiment, metrics, onHarm: kills ? "kill" : "tell" } as Experiment, {
      onSuccess: onDone,
    });
  }
  return (
    <Card title="What is measured?">
      <form onSubmit={submit} className="max-w-[44rem] space-y-4 px-4 py-4 sm:px-5">
        {known.map((metric) => (
          <Row
            key={metric.key}
            words={String((metric as { name?: unknown }).name ?? metric.key)}
            metrics={metrics}
            name={metric.key}
            onRole={(wanted) =>
              setMetrics((before) =>
                inRole(before, metric.key, wanted, (role) => ({ metric: metric.key, role })),
              )
            }
          />
        ))}
        {COMMON.filter(({ key }) => known.every((metric) => metric.key !== key)).map(
          ({ key, words, metric }) => (
            <Row
              key={key}
              words={words}
              metrics={metrics}
              name={key}
              onRole={(wanted) =>
                setMetrics((before) =>
                  inRole(
                    before,
                    key,
                    wanted,
                    (role) => ({ key, role, ...metric }) as unknown as MetricEntry,
                  ),
                )
              }
            />
          ),
        )}
        <label className="flex items-start gap-2.5 text-14">
          <input
            type="checkbox"
            className="mt-0.5 size-4 accent-accent"
            checked={kills}
            onChange={({ target }) => setKills(target.checked)}
          />
          When a goal or something that must not get worse is proven worse, kill the flag by itself
        </label>
        {goals === 0 && (
          <p role="alert" className="text-13 text-danger">
            Something has to be the goal.
          </p>
        )}
        {save.error && <Failure error={save.error} />}
        <Button look="primary" type="submit" disabled={goals === 0 || save.isPending}>
          Save and next
        </Button>
      </form>
    </Card>
  );
}

function Row({
  words,
  metrics,
  name,
  onRole,
}: {
  words: string;
  metrics: MetricEntry[];
  name: string;
  onRole: (wanted: Wanted) => void;
}) {
  const role = metrics.find((entry) => nameOf(entry) === name)?.role ?? "none";
  return <Select label={words} options={[...ROLES]} chosen={role} onChoose={onRole} />;
}
