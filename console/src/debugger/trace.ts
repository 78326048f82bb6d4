/** One thing that was looked at on the way to a decision; spec/decisions.md has what it may hold. */
export type Step = {
  rule?: string | null;
  flag?: string;
  is?: string;
  of?: string;
  saw?: unknown;
  holds?: boolean;
  bucket?: number | null;
  refused?: string;
  steps?: Step[];
  gate?: Step[];
};

export type Trace = Step & {
  variant: string | null;
  reason: string;
  experiment: string | null;
  error?: string;
};

const REASONS: Record<string, string> = {
  KILLED: "the flag is killed",
  OFF: "the flag is off",
  DEFAULT: "no rule served, so the default did",
  TARGETING_MATCH: "a rule matched",
  SPLIT: "its share of a split",
  EXPERIMENT: "an experiment took it",
  STICKY: "it was assigned before",
  FORCED: "a preview forces it",
  HOLDOUT: "a holdout keeps it out",
  ERROR: "something is wrong",
  UNSUPPORTED: "this version cannot read the flag",
};

/** Why, in a few words. */
export function reasonOf(trace: Trace): string {
  const why = REASONS[trace.reason] ?? trace.reason.toLowerCase().replaceAll("_", " ");
  return trace.error === undefined ? why : `${why}: ${trace.error}`;
}

/** What a step was about. */
export function nameOf(step: Step): string {
  if (step.rule !== undefined) return step.rule === null ? "Default" : `Rule ${step.rule}`;
  if (step.flag !== undefined) return `Flag ${step.flag}`;
  return [step.is, step.of].filter((word) => word !== undefined).join(" ");
}

/** What it saw, as it was written. */
export function sawOf(step: Step): string | undefined {
  if (step.refused !== undefined)
    return `not taken: ${step.refused.toLowerCase().replaceAll("_", " ")}`;
  if (step.is === "test")
    return step.saw === undefined ? "saw nothing" : `saw ${JSON.stringify(step.saw)}`;
  if (typeof step.bucket === "number") return `bucket ${step.bucket}`;
  return undefined;
}
