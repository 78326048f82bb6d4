import { searchTexts } from "../searchTexts.ts";

/** Of which experiment, a row per what, and in which form; absent means a row per unit, as CSV. */
export type ExportSearch = { experiment?: string; rows?: "results"; form?: "parquet" };

/** What a page asks to change of it; undefined takes something out. */
export type ExportChange = { [Name in keyof ExportSearch]?: ExportSearch[Name] | undefined };

export function exportSearch(search: Record<string, unknown>): ExportSearch {
  const { rows, form } = search;
  return {
    ...searchTexts(search, ["experiment"]),
    ...(rows === "results" ? { rows } : {}),
    // Verdicts are CSV only.
    ...(form === "parquet" && rows !== "results" ? { form } : {}),
  };
}
