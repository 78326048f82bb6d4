import {
  type ContextHandle,
  decide,
  experimentOf,
  newContext,
  setForced,
  setNumber,
  setSegment,
  setTesting,
  stickyVersion,
} from "rimlight-core";
import { type Assignment, assign } from "./assigned";
import type { Facts } from "./attributes";
import { allows } from "./consent";
import type { Memory } from "./memory";
import type { Platform } from "./platform";
import type { Preview } from "./preview";
import type { Enrolment, PreparedFlag, PreparedRoute, PreparedVariant } from "./routes";
import { ordersOf, segmentsOf } from "./stored";
import type { Visitor } from "./visitor";

/** The decision about one flag of a route, with what follows from it. */
export interface Decided {
  readonly flag: PreparedFlag;
  readonly variant: PreparedVariant;
  /** The experiment that took the visitor and counts them. */
  readonly experiment: string | null;
  /** Under which version the assignment is to be kept; -1 when it is not. */
  readonly sticksAs: number;
}

/** What is known besides the request. */
export interface Known {
  readonly assigned: readonly Assignment[];
  readonly preview: Preview | null;
}

/** Decides all flags of the route for the visitor, in the core. */
export async function decideRoute(
  platform: Platform,
  memory: Memory,
  route: PreparedRoute,
  facts: Facts,
  known: Known,
): Promise<Decided[]> {
  const context = await contextOf(platform, route, facts, known);
  const now = Date.now();
  const forced = known.preview?.flags;
  const decided: Decided[] = [];
  for (const flag of route.flags) {
    const one = decideFlag(memory, context, flag, now, forced?.[flag.key]);
    if (one) decided.push(one);
  }
  return decided;
}

/** All that the rules of a route may look at. */
export async function contextOf(
  platform: Platform,
  route: PreparedRoute,
  facts: Facts,
  { assigned, preview }: Known,
): Promise<ContextHandle> {
  const { visitor } = facts;
  const context = newContext(visitor.id);
  for (const provide of route.providers) provide(context, facts);
  if (route.sticks) assign(context, assigned);
  if (preview || mayNotEnrol(visitor)) setTesting(context);
  for (const [experiment, variant] of Object.entries(preview?.experiments ?? {})) {
    setForced(context, experiment, variant);
  }
  const stored = route.needsStored || route.listed.size > 0;
  if (stored && visitor.id && !visitor.bot && allows(visitor.consent, "personalization")) {
    await addStored(platform, route, visitor.id, visitor.user, context);
  }
  return context;
}

async function addStored(
  platform: Platform,
  route: PreparedRoute,
  id: string,
  user: string | null,
  context: ContextHandle,
): Promise<void> {
  const units = user ? [id, user] : [id];
  const [orders, segments] = await Promise.all([
    route.needsStored ? ordersOf(platform, id) : null,
    route.listed.size > 0 ? segmentsOf(platform, route.listed, units) : [],
  ]);
  if (orders !== null) setNumber(context, "stored.orders", orders);
  for (const segment of segments) setSegment(context, segment);
}

/** Undefined when the caller's own default applies, which for a page is to leave it as it is. */
export function decideFlag(
  memory: Memory,
  context: ContextHandle,
  flag: PreparedFlag,
  now: number,
  previewed?: string,
): Decided | undefined {
  const forced = previewed && flag.variants.find(({ key }) => key === previewed);
  if (forced) return { flag, variant: forced, experiment: null, sticksAs: -1 };
  const packed = decide(memory.snapshot, memory.kills, context, flag.index, now);
  const variant = flag.variants[packed & 0xff];
  if (!variant) return undefined;
  if ((packed & COUNTED) === 0) return { flag, variant, experiment: null, sticksAs: -1 };
  return { flag, variant, ...enrolmentOf(memory, flag, packed) };
}

/** Bit 24 of a decision: an experiment counts the visitor. Bits 12 to 23: the rule. */
const COUNTED = 1 << 24;

function enrolmentOf({ snapshot }: Memory, flag: PreparedFlag, packed: number): Enrolment {
  const rule = (packed >> 12) & 0xfff;
  let known = flag.enrolments.get(rule);
  if (!known) {
    const experiment = experimentOf(snapshot, flag.index, packed) ?? "";
    known = { experiment, sticksAs: stickyVersion(snapshot, flag.index, packed) };
    flag.enrolments.set(rule, known);
  }
  return known;
}

export type Arm = "bypass" | "shadow" | "full";

/** A visitor's arm in the experiment on the platform's own cost, by the id alone; full where there is none. */
export function decideArm(
  memory: Memory,
  id: string | null,
): { arm: Arm; decided: Decided | undefined } {
  if (!memory.arms || id === null) return { arm: "full", decided: undefined };
  const decided = decideFlag(memory, newContext(id), memory.arms, Date.now());
  const key = decided?.variant.key;
  return { arm: key === "bypass" || key === "shadow" ? key : "full", decided };
}

/** Without consent to analytics nobody is enrolled. */
export function mayNotEnrol({ id, consent }: Visitor): boolean {
  return id === null || !allows(consent, "analytics");
}
