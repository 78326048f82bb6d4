import type { ConsentLevel } from "./rimlight";

/** Whether this visitor has said no, in this tab or another: the edge's cookie says so. */
export function isRefused(): boolean {
  try {
    return /(^|;\s*)rl_consent=none/.test(document.cookie);
  } catch {
    // A sandboxed page has no cookies; then the edge knows no visitor either.
    return false;
  }
}

/** Tells the edge; whether it took it. */
export function sayConsent(level: ConsentLevel): Promise<boolean> {
  return tell("consent", level);
}

/** Asks the edge for a new visitor; whether there is one. */
export function askForNewVisitor(): Promise<boolean> {
  return tell("reset", "");
}

async function tell(what: "consent" | "reset", body: string): Promise<boolean> {
  try {
    return (await fetch(`/_rl/${what}`, { method: "POST", body, keepalive: true })).ok;
  } catch {
    // Offline or blocked: the answer says that it did not happen.
    return false;
  }
}
