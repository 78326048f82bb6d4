import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { experiments } from "../api/questions.ts";
import { ExperimentList } from "../experiments/ExperimentList.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Loaded } from "../kit/Loaded.tsx";

export function RunningExperiments({ environment }: { environment: string }) {
  const question = useQuery(experiments(environment));
  const all = (
    <Link
      to="/environments/$environment/experiments"
      params={{ environment }}
      className="text-13 underline underline-offset-2"
    >
      All experiments
    </Link>
  );
  return (
    <Card title="Running experiments" aside={all}>
      <Loaded question={question}>
        {({ experiments: entries }) => {
          const running = entries.filter(({ experiment }) => experiment.status === "running");
          return running.length === 0 ? (
            <Empty title="No experiment runs">
              {entries.length === 0
                ? "There is none yet."
                : "There are some that have not started or have been stopped."}
            </Empty>
          ) : (
            <ExperimentList environment={environment} entries={running} />
          );
        }}
      </Loaded>
    </Card>
  );
}
