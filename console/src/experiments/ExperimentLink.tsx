import { Link } from "@tanstack/react-router";
import type { ExperimentEntry } from "../api/documents.ts";

export function ExperimentLink({
  environment,
  entry: { experiment, summary },
}: {
  environment: string;
  entry: ExperimentEntry;
}) {
  return (
    <div className="min-w-0">
      <Link
        to="/environments/$environment/experiments/$key"
        params={{ environment, key: experiment.key }}
        className="font-medium hover:underline"
      >
        {experiment.name ?? experiment.key}
      </Link>
      <div className="text-12 text-muted">
        {summary?.goal && `${summary.goal.name} · `}
        flag <span className="break-all">{experiment.flag}</span>
      </div>
    </div>
  );
}
