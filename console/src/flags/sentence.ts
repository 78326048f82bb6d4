import type { Condition, Rule, Serve } from "../api/documents.ts";
import { weight } from "../fmt.ts";

type Operator = NonNullable<Condition["operator"]>;

const OPERATORS: Record<Operator, string> = {
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
  sizeEquals: "has the size",
  sizeLess: "is smaller than",
  sizeGreater: "is larger than",
  isType: "is of type",
};

/** A rule in plain words: "If country is one of DE, AT: serve b". */
export function ruleSentence({ when, serve }: Rule): string {
  return when === undefined
    ? `Everybody: ${serveSentence(serve)}`
    : `If ${conditionSentence(when)}: ${serveSentence(serve)}`;
}

export function serveSentence({ variant, split, experiment }: Serve): string {
  if (variant !== undefined) {
    return `serve ${variant}`;
  }
  if (split !== undefined) {
    const shares = split.map((share) => `${weight(share.weight)} ${share.variant}`);
    return `split ${shares.join(", ")}`;
  }
  return `experiment ${experiment ?? "without a key"}`;
}

export function conditionSentence(condition: Condition): string {
  const { all, any, not, attribute, operator, values, ignoreCase, elements, flag, variants } =
    condition;
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
    return `flag ${flag} gives ${(variants ?? []).join(" or ")}`;
  }
  const which = elements === "all" ? "every " : elements === "none" ? "no " : "";
  const told = [which + (attribute ?? ""), operator === undefined ? "" : OPERATORS[operator]];
  if (operator !== "exists") {
    told.push((values ?? []).map(String).join(", "));
  }
  if (ignoreCase) {
    told.push("in any case");
  }
  return told.filter((word) => word !== "").join(" ");
}

function joined(conditions: Condition[], word: "and" | "or"): string {
  return conditions
    .map((each) => {
      const grouped = each.all !== undefined || each.any !== undefined;
      return grouped ? `(${conditionSentence(each)})` : conditionSentence(each);
    })
    .join(` ${word} `);
}
