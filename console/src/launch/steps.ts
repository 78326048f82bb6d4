/** The steps of a launch in their order; each has an address, and what it asks for is kept as drafts. */
export const STEPS = ["page", "audience", "metrics", "time", "check"] as const;

export type Step = (typeof STEPS)[number];

export const STEP_WORDS: Record<Step, string> = {
  page: "What changes",
  audience: "Who takes part",
  metrics: "What is measured",
  time: "How long",
  check: "Check and launch",
};

/** What a launch keeps in its address: the step, and the page of the site that is looked at. */
export type LaunchSearch = { step?: Exclude<Step, "page">; path?: string };

export function launchSearch({ step, path }: Record<string, unknown>): LaunchSearch {
  const known = STEPS.find((each) => each === step);
  return {
    ...(known === undefined || known === "page" ? {} : { step: known }),
    ...(typeof path === "string" && path.startsWith("/") ? { path } : {}),
  };
}

/** A key of what people call it. */
export function keyOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64);
}
