import type { Flag, Variant } from "../api/documents.ts";

const WORDS: { value: Flag["type"]; word: string }[] = [
  { value: "boolean", word: "true or false" },
  { value: "string", word: "a text" },
  { value: "integer", word: "a whole number" },
  { value: "number", word: "a number" },
  { value: "json", word: "JSON" },
];

export const TYPES = WORDS;

/** The variants that a flag of a type begins with; the first is what everybody gets. */
export function firstVariants(type: Flag["type"]): Variant[] {
  switch (type) {
    case "boolean":
      return [
        { key: "off", value: false },
        { key: "on", value: true },
      ];
    case "string":
      return [
        { key: "a", value: "" },
        { key: "b", value: "" },
      ];
    case "integer":
    case "number":
      return [
        { key: "a", value: 0 },
        { key: "b", value: 1 },
      ];
    case "json":
      return [
        { key: "a", value: {} },
        { key: "b", value: {} },
      ];
  }
}
