/** The kill list as the control plane signs it. */
export interface KillDocument {
  readonly environment: string;
  readonly killRevision: number;
  /** When it was signed, Unix milliseconds. */
  readonly at: number;
  readonly off: readonly { readonly flag: string }[];
  /** bypass: the edge passes everything through. */
  readonly global?: "on" | "bypass";
}

export function readKills(payload: Uint8Array): KillDocument {
  const document: KillDocument = JSON.parse(new TextDecoder().decode(payload));
  if (
    typeof document.environment !== "string" ||
    !Number.isSafeInteger(document.killRevision) ||
    !Array.isArray(document.off) ||
    document.off.some((kill) => typeof kill.flag !== "string")
  ) {
    throw new TypeError("kill list: environment, killRevision or off has the wrong type");
  }
  return document;
}
