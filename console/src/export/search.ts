/** Of which experiment, a row per what, and in which form; absent means a row per unit, as CSV. */
export type ExportSearch = { experiment?: string; rows?: "results"; form?: "parquet" };

/** What a page asks to change of it; undefined takes something out. */
export type ExportChange = { [Name in keyof ExportSearch]?: ExportSearch[Name] | undefined };

export function exportSearch({ experiment, rows, form }: Record<string, unknown>): ExportSearch {
  const key = typeof experiment === "number" ? String(experiment) : experiment;
  return {
    ...(typeof key === "string" && key !== "" ? { experiment: key } : {}),
    ...(rows === "results" ? { rows } : {}),
    // Verdicts are CSV only.
    ...(form === "parquet" && rows !== "results" ? { form } : {}),
  };
}
