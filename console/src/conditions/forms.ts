import type { Condition } from "../api/documents.ts";
import type { Operator } from "../flags/sentence.ts";

/** The forms of a condition that have fields; any other is shown as it is and kept. */
export type Form = "attribute" | "segment" | "flag" | "all" | "any" | "not" | "other";

export type ValueKind = "text" | "number" | "truth";

export const FORM_WORDS: { value: Form; word: string }[] = [
  { value: "attribute", word: "An attribute of the visitor" },
  { value: "segment", word: "In a segment" },
  { value: "flag", word: "What another flag gives" },
  { value: "all", word: "All of these" },
  { value: "any", word: "Any of these" },
  { value: "not", word: "Not this" },
];

const FIELDS: Record<Exclude<Form, "other">, string[]> = {
  all: ["all"],
  any: ["any"],
  not: ["not"],
  segment: ["segment"],
  flag: ["flag", "variants", "whileOn"],
  attribute: ["attribute", "operator", "values", "ignoreCase"],
};

/** Those that compare with exactly one value; the others with one or more. */
const ONE_VALUE = /^(equals|less|greater|before|after|version)/;
const NUMBERS_ONLY = /^(less|greater)/;

export function formOf(condition: Condition): Form {
  const names = Object.keys(condition);
  const form = (Object.keys(FIELDS) as Exclude<Form, "other">[]).find((each) =>
    names.includes(each),
  );
  if (form === undefined || names.some((name) => !FIELDS[form].includes(name))) {
    return "other";
  }
  const values = condition.values ?? [];
  return form === "attribute" && values.length > 0 && kindOf(values) === undefined ? "other" : form;
}

/** Another form in place of a condition: a group takes it in, anything else begins anew. */
export function inForm(form: Form, condition: Condition): Condition {
  const parts = condition.all ?? condition.any ?? [condition.not ?? condition];
  switch (form) {
    case "all":
      return { all: parts };
    case "any":
      return { any: parts };
    case "not":
      return { not: parts.length === 1 ? (parts[0] ?? EMPTY) : condition };
    case "segment":
      return { segment: "" };
    case "flag":
      return { flag: "", variants: [] };
    default:
      return EMPTY;
  }
}

export const EMPTY: Condition = { attribute: "", operator: "equals", values: [] };

export function kindOf(values: unknown[]): ValueKind | undefined {
  const types = new Set(values.map((value) => typeof value));
  const [type] = types;
  if (types.size !== 1) {
    return undefined;
  }
  return type === "string"
    ? "text"
    : type === "number"
      ? "number"
      : type === "boolean"
        ? "truth"
        : undefined;
}

export function takesOneValue(operator: Operator): boolean {
  return ONE_VALUE.test(operator);
}

/** The kinds of values that an operator compares with. */
export function kindsFor(operator: Operator): ValueKind[] {
  if (operator === "equals" || operator === "in") {
    return ["text", "number", "truth"];
  }
  return NUMBERS_ONLY.test(operator) ? ["number"] : ["text"];
}
