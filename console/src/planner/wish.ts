import type { Traffic } from "../api/documents.ts";
import type { PlanningQuery } from "./questions.ts";
import { DEFAULTS, type PlannerSearch } from "./search.ts";

/** What is asked: what the address says, else what visitors of late say; nothing while a needed number is unknown. */
export function wishOf(
  search: PlannerSearch,
  known: Traffic | undefined,
): PlanningQuery | undefined {
  const perDay = search.perDay ?? atLeastOne(known?.unitsPerDay);
  const measure = search.kind === "mean" ? meanOf(search, known) : shareOf(search, known);
  if (perDay === undefined || measure === undefined) return undefined;
  return {
    ...measure,
    perDay,
    share: search.share ?? DEFAULTS.share,
    arms: search.arms ?? DEFAULTS.arms,
    lift: search.lift ?? DEFAULTS.lift,
    power: search.power ?? DEFAULTS.power,
    alpha: search.alpha ?? DEFAULTS.alpha,
    horizon: search.horizon ?? "anytime",
  };
}

function shareOf(search: PlannerSearch, known: Traffic | undefined) {
  const baseline = search.baseline ?? positive(known?.baseline);
  return baseline === undefined || baseline >= 1 ? undefined : { baseline };
}

function meanOf(search: PlannerSearch, known: Traffic | undefined) {
  const mean = search.mean ?? positive(known?.mean);
  const spread = search.spread ?? positive(known?.spread);
  return mean === undefined || spread === undefined ? undefined : { mean, spread };
}

function positive(value: number | undefined) {
  return value !== undefined && value > 0 ? value : undefined;
}

function atLeastOne(value: number | undefined) {
  return value === undefined ? undefined : Math.max(1, Math.round(value));
}
