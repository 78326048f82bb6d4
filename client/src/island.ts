/** What the edge decided for this page, read from its inert JSON element. */
export interface Island {
  readonly flags: Readonly<Record<string, { readonly variant: string; readonly value: unknown }>>;
  readonly exposures: readonly { readonly experiment: string; readonly variant: string }[];
  readonly token?: string;
}

const NOTHING: Island = { flags: {}, exposures: [] };

/** An empty island when the page did not come through the edge. */
export function readIsland(): Island {
  const text = document.getElementById("__rl")?.textContent;
  if (!text) return NOTHING;
  try {
    return JSON.parse(text) as Island;
  } catch {
    return NOTHING;
  }
}
