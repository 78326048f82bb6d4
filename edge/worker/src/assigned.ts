import { type ContextHandle, setAssigned } from "rimlight-core";
import { ASSIGNED_COOKIE, readCookie, setCookie } from "./cookies";
import { count } from "./counts";
import { seal, unseal } from "./mac";
import type { Platform } from "./platform";

/**
 * Assignments that stick although allocation or weights change: a sealed cookie of the visitor, `v1.` and
 * `experiment~variant~version` joined by `!`, the oldest first.
 */
export interface Assignment {
  readonly experiment: string;
  readonly variant: string;
  readonly version: number;
}

export const MOST_ASSIGNMENTS = 40;
const MOST_CHARS = 1_500;

export async function readAssigned(
  platform: Platform,
  request: Request,
  visitor: string,
): Promise<readonly Assignment[]> {
  const text = readCookie(request, ASSIGNED_COOKIE);
  if (!text) return [];
  const unsealed = await unseal(platform.env, sealedFor(visitor), text);
  if (!unsealed?.value.startsWith("v1.")) {
    count(platform, "cookie_tamper", ASSIGNED_COOKIE);
    return [];
  }
  return unsealed.value
    .slice("v1.".length)
    .split("!")
    .flatMap((entry) => {
      const [experiment, variant, version] = entry.split("~");
      return experiment && variant ? [{ experiment, variant, version: Number(version) }] : [];
    });
}

export function assign(context: ContextHandle, assigned: readonly Assignment[]): void {
  for (const { experiment, version, variant } of assigned) {
    setAssigned(context, experiment, version, variant);
  }
}

/** The kept assignments with the new ones; the same object when nothing changed. */
export function merged(
  kept: readonly Assignment[],
  made: readonly Assignment[],
): readonly Assignment[] {
  const news = made.filter(
    (one) =>
      !kept.some(
        (other) =>
          other.experiment === one.experiment &&
          other.variant === one.variant &&
          other.version === one.version,
      ),
  );
  if (news.length === 0) return kept;
  const stay = kept.filter((one) => !news.some((other) => other.experiment === one.experiment));
  return [...stay, ...news];
}

/** Set-Cookie; the oldest assignments give way where there is no room. */
export async function assignedCookie(
  platform: Platform,
  visitor: string,
  assigned: readonly Assignment[],
): Promise<string> {
  let kept = assigned.slice(-MOST_ASSIGNMENTS);
  while (kept.length > 0 && textOf(kept).length > MOST_CHARS) kept = kept.slice(1);
  return setCookie(ASSIGNED_COOKIE, await seal(platform.env, sealedFor(visitor), textOf(kept)));
}

function textOf(assigned: readonly Assignment[]): string {
  const entries = assigned.map(
    ({ experiment, variant, version }) => `${experiment}~${variant}~${version}`,
  );
  return `v1.${entries.join("!")}`;
}

function sealedFor(visitor: string) {
  return { purpose: ASSIGNED_COOKIE, owner: visitor };
}
