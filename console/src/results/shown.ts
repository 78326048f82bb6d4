import type {
  Comparison,
  Decision,
  Judgement,
  MetricResult,
  Range,
  Results,
} from "../api/documents.ts";
import { amount, orAbsent, share } from "../fmt.ts";

/** Which of the two judgements of a comparison is on the screen. */
export type IntervalKind = "always" | "fixed";

/** The server's verdict, or that the whole experiment is not to be trusted and so no verdict is shown. */
export type ShownVerdict = Comparison["verdict"] | "untrusted";

/** A metric with the one comparison that is on the screen. */
export type Row = {
  metric: MetricResult;
  verdict: ShownVerdict;
  judgement: Judgement | undefined;
  range: Range | undefined;
};

export type LetteredVariant = Results["variants"][number];

export function rowsOf(results: Results, variant: string, kind: IntervalKind): Row[] {
  return results.metrics.map((metric) => {
    const comparison = metric.comparisons.find((each) => each.variant === variant);
    const judgement = comparison?.[kind];
    const range = judgement?.state === "ready" ? judgement.relative : undefined;
    const verdict = shownVerdict(comparison?.verdict ?? "collecting", results.decision.code);
    return { metric, verdict, judgement, range };
  });
}

export function shownVerdict(
  verdict: Comparison["verdict"],
  decision: Decision["code"],
): ShownVerdict {
  return decision === "do_not_trust" ? "untrusted" : verdict;
}

/** Whether the metric says of each unit yes or no. */
export function isShare({ kind }: MetricResult): boolean {
  return kind === "proportion" || kind === "retention" || kind === "funnel";
}

/** The arm's share or value per unit as text. */
export function armText(metric: MetricResult, variant: string): string {
  const arm = metric.arms.find((each) => each.variant === variant);
  return orAbsent(arm?.mean, isShare(metric) ? share : (mean) => amount(mean, metric.unit));
}

/** The variant compared with control: the one asked for, else the one that the decision is about, else B. */
export function comparedVariant(results: Results, asked: string | undefined): string | undefined {
  const others = results.variants.filter(({ variant }) => variant !== results.control);
  const wanted = [asked, results.decision.variant].find((each) =>
    others.some(({ variant }) => variant === each),
  );
  return wanted ?? others[0]?.variant;
}

export function letterOf(results: Results, variant: string): string {
  return results.variants.find((each) => each.variant === variant)?.letter ?? variant;
}

/** Why a row has no bar. */
export function absence({ judgement }: Row): string {
  if (judgement === undefined) {
    return "Not compared.";
  }
  if (judgement.reason !== undefined) {
    return judgement.reason;
  }
  switch (judgement.state) {
    case "ready":
      return "The relative change is not computable here; see how it was computed.";
    case "collecting":
      return "Collecting.";
    case "no_variance":
      return "All units have the same value so far.";
    case "too_few_units":
      return "Too few units so far.";
    case "not_computable":
      return "Not computable from what was counted.";
  }
}
