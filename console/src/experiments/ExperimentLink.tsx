import { Link } from "@tanstack/react-router";
import type { ExperimentEntry } from "../api/documents.ts";

export function ExperimentLink({
  environment,
  entry: { experiment },
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
      <div className="break-all text-12 text-muted">flag {experiment.flag}</div>
    </div>
  );
}
