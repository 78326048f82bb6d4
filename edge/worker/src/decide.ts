import { decide, experimentOf, newContext, setNumber, setText } from "rimlight-core";
import type { Env } from "./env";
import type { Memory } from "./memory";
import type { PreparedFlag, PreparedRoute, PreparedVariant } from "./routes";
import { ordersOf } from "./stored";
import type { Visitor } from "./visitor";

/** The decision about one flag of a route, with what follows from it. */
export interface Decided {
  readonly flag: PreparedFlag;
  readonly variant: PreparedVariant;
  /** The experiment that took the visitor. */
  readonly experiment: string | null;
}

/** Decides all flags of the route for the visitor, in the core. */
export async function decideRoute(
  env: Env,
  memory: Memory,
  route: PreparedRoute,
  visitor: Visitor,
  url: URL,
): Promise<Decided[]> {
  const context = newContext(visitor.id);
  setText(context, "device", visitor.device);
  setText(context, "path", url.pathname);
  if (visitor.country) setText(context, "country", visitor.country);
  if (visitor.language) setText(context, "language", visitor.language);
  if (route.needsStored && visitor.id) {
    const orders = await ordersOf(env, visitor.id);
    if (orders !== null) setNumber(context, "stored.orders", orders);
  }
  const now = Date.now();
  return route.flags.flatMap((flag) => {
    const packed = decide(memory.snapshot, memory.kills, context, flag.index, now);
    const variant = flag.variants[packed & 0xff];
    if (!variant) return [];
    return [{ flag, variant, experiment: experimentOf(memory.snapshot, flag.index, packed) }];
  });
}
