import type { MetricRole } from "../api/documents.ts";

/** The groups of a forest in their order. */
export const GROUPS: { role: MetricRole; title: string; purpose: string }[] = [
  { role: "goal", title: "Goal", purpose: "decides the experiment" },
  { role: "guardrail", title: "Guardrails", purpose: "must not get worse" },
  { role: "secondary", title: "Secondary", purpose: "helps explain, does not decide" },
];
