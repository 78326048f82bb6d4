import type { Condition, Rule, Serve } from "../api/documents.ts";
import { weight } from "../fmt.ts";

export type Operator = NonNullable<Condition["operator"]>;

export const OPERATORS: Record<Operator, string> = {
  equals: "is",
  in: "is one of",
  startsWith: "starts with",
  endsWith: "ends with",
  contains: "contains",
  lessThan: "is less than",
  lessOrEqual: "is at most",
  greaterThan: "is more than",
  greaterOrEqual: "is at least",
  exists: "is known",
  matches: "matches",
  inNetwork: "is in the network",
  before: "is before",
  after: "is at or after",
  versionEquals: "is version",
  versionLess: "is a version before",
  versionLessOrEqual: "is at most version",
  versionGreater: "is a version after",
  versionGreaterOrEqual: "is at least version",
  versionCompatible: "is compatible with version",
  versionPatch: "is a patch of version",
};

/** A rule in plain words: "If country is one of DE, AT: serve b". */
export function ruleSentence({ when, serve }: Rule): string {
  return when === undefined
    ? `Everybody: ${serveSentence(serve)}`
    : `If ${conditionSentence(when)}: ${serveSentence(serve)}`;
}

export function serveSentence({ variant, split, ramp, experiment, named }: Serve): string {
  if (ramp !== undefined) {
    return `serve ${variant ?? ""} to a growing share`;
  }
  if (variant !== undefined) {
    return `serve ${variant}`;
  }
  if (split !== undefined) {
    const shares = split.map((share) => `${weight(share.weight)} ${share.variant}`);
    return `split ${shares.join(", ")}`;
  }
  if (named !== undefined) {
    return "serve the variant that is computed";
  }
  return experiment === undefined ? "leave the page's own" : `experiment ${experiment}`;
}

export function conditionSentence(condition: Condition): string {
  const { all, any, not, attribute, as, operator, values, ignoreCase, elements } = condition;
  const { flag, variants, whileOn, segment, buckets, ramp, each, holds } = condition;
  if (all !== undefined) {
    return joined(all, "and");
  }
  if (any !== undefined) {
    return joined(any, "or");
  }
  if (not !== undefined) {
    return `not (${conditionSentence(not)})`;
  }
  if (flag !== undefined) {
    const on = whileOn ? " is on and" : "";
    return `flag ${flag}${on} gives ${(variants ?? []).join(" or ")}`;
  }
  if (segment !== undefined) {
    return `in segment ${segment}`;
  }
  if (buckets !== undefined) {
    return `in ${buckets.length === 1 ? "a share" : "some shares"} of the units`;
  }
  if (ramp !== undefined) {
    return "in a growing share of the units";
  }
  if (each !== undefined) {
    return `${elements ?? "any"} element is such that ${holds ? conditionSentence(holds) : ""}`;
  }
  const which = elements === "all" ? "every " : elements === "none" ? "no " : "";
  const what = as === undefined || as === "value" ? "" : `${as} of `;
  const told = [
    which + what + (attribute ?? "a computed value"),
    operator === undefined ? "" : OPERATORS[operator],
  ];
  if (operator !== "exists") {
    told.push((values ?? []).map(operandText).join(", "));
  }
  if (ignoreCase) {
    told.push("in any case");
  }
  return told.filter((word) => word !== "").join(" ");
}

function operandText(value: unknown): string {
  return typeof value === "object" && value !== null ? "a computed value" : String(value);
}

function joined(conditions: Condition[], word: "and" | "or"): string {
  return conditions
    .map((each) => {
      const grouped = each.all !== undefined || each.any !== undefined;
      return grouped ? `(${conditionSentence(each)})` : conditionSentence(each);
    })
    .join(` ${word} `);
}
