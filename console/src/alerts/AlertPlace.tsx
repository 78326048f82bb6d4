import { Link } from "@tanstack/react-router";
import type { Alert } from "../api/documents.ts";
import { experimentOf } from "./subject.ts";

const LOOK = "text-13 text-accent underline underline-offset-2";

/** Where what the alert is about can be seen. */
export function AlertPlace({ environment, alert }: { environment: string; alert: Alert }) {
  const experiment = experimentOf(alert);
  if (experiment !== undefined) {
    return (
      <Link
        to="/environments/$environment/experiments/$key"
        params={{ environment, key: experiment }}
        className={LOOK}
      >
        See the results of {experiment}
      </Link>
    );
  }
  return alert.rule === "edge" ? (
    <Link to="/environments/$environment/edges" params={{ environment }} className={LOOK}>
      See what each edge runs
    </Link>
  ) : null;
}
