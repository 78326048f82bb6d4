/** The texts among what follows an address's question mark: one that is all digits arrives as a number. */
export function searchTexts<Name extends string>(
  search: Record<string, unknown>,
  names: Name[],
): { [N in Name]?: string } {
  const kept: { [N in Name]?: string } = {};
  for (const name of names) {
    const value = search[name];
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && text !== "") kept[name] = text;
  }
  return kept;
}
