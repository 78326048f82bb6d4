/** What the edge decided for this page, read from its inert JSON elements. */
export interface Island {
  readonly flags: Readonly<Record<string, { readonly variant: string; readonly value: unknown }>>;
  readonly exposures: readonly { readonly experiment: string; readonly variant: string }[];
  readonly page?: string;
  readonly token?: string;
}

/**
 * The island of the head with what the edge could say only at the end of the stream. Empty when the page did not come
 * through the edge.
 */
export function readIsland(): Island {
  const { flags, exposures, page, token } = { ...parsed("__rl"), ...parsed("__rl_end") };
  return {
    flags: flags ?? {},
    exposures: exposures ?? [],
    ...(page !== undefined && { page }),
    ...(token !== undefined && { token }),
  };
}

function parsed(id: string): Partial<Island> | null {
  try {
    return JSON.parse(document.getElementById(id)?.textContent ?? "null");
  } catch {
    // Cut off or of another author: as good as absent.
    return null;
  }
}
