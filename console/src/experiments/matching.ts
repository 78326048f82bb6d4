import type { ExperimentEntry } from "../api/documents.ts";

/** The experiments whose key, name, flag or status has every word of the search. */
export function matching(entries: ExperimentEntry[], search: string): ExperimentEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ experiment: { key, name, flag, status } }) => {
    const text = [key, name ?? "", flag, status].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
