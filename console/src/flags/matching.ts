import type { FlagEntry } from "../api/documents.ts";

/** The flags whose key, name, type or state has every word of the search. */
export function matching(entries: FlagEntry[], search: string): FlagEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ flag, state, published }) => {
    const text = [flag.key, flag.name ?? "", flag.type, state, published ? "" : "unpublished"]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
