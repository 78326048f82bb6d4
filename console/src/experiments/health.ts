import type { HealthCheck } from "../api/documents.ts";

const GRAVEST_FIRST: HealthCheck["state"][] = ["failed", "warning", "collecting", "ok"];

/** The state that a person should know of first. */
export function gravest(health: HealthCheck[]): HealthCheck["state"] {
  return (
    GRAVEST_FIRST.find((state) => health.some((check) => check.state === state)) ?? "collecting"
  );
}
