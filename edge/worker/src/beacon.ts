import type { Env } from "./env";
import { deliver, type Event, exposureId, type NewEvent, stamp } from "./events";
import { problem } from "./problem";
import { recordOrder } from "./stored";
import { type PageClaims, readToken } from "./token";
import { identify, readId } from "./visitor";

/** What the browser module sends: text/plain, so that no preflight is needed. */
interface Beacon {
  readonly token: string;
  readonly events: readonly Reported[];
}

interface Reported {
  /** exposure needs nothing else: what was shown is in the token */
  readonly kind: "exposure" | "conversion" | "vital" | "error";
  readonly id?: string;
  readonly name?: string;
  readonly value?: number;
}

export const BEACON_BYTES = 32 * 1024;
export const BEACON_EVENTS = 50;
const ID = /^[A-Za-z0-9_-]{8,48}$/;

export async function receiveBeacon(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") {
    return problem(403, "foreign_origin", `sec-fetch-site == ${site}, must be same-origin`);
  }
  const stated = Number(request.headers.get("content-length") ?? "0");
  if (stated > BEACON_BYTES) return tooLarge(stated);
  const body = await request.text();
  if (body.length > BEACON_BYTES) return tooLarge(body.length);
  const beacon = parse(body);
  if (typeof beacon === "string") return problem(400, "bad_beacon", beacon);
  const unit = await readId(env, request);
  const claims = unit && (await readToken(env, unit, beacon.token));
  if (!unit || !claims) {
    return problem(403, "bad_token", "the token is not of this visitor and a page of today");
  }
  const visitor = await identify(env, request);
  const common = {
    unit,
    route: claims.route,
    revision: claims.revision,
    device: visitor.device,
    bot: visitor.bot,
    source: "client" as const,
    ...(visitor.country && { country: visitor.country }),
  };
  const events = await toEvents(beacon, claims, common);
  await deliver(env, events);
  ctx.waitUntil(remember(env, events));
  return new Response(null, { status: 204 });
}

function tooLarge(bytes: number): Response {
  return problem(413, "beacon_too_large", `size of beacon == ${bytes}, must be <= ${BEACON_BYTES}`);
}

async function toEvents(
  beacon: Beacon,
  claims: PageClaims,
  common: Omit<NewEvent, "id" | "kind" | "at">,
): Promise<Event[]> {
  const at = Date.now();
  const events: Event[] = [];
  for (const reported of beacon.events) {
    if (reported.kind === "exposure") {
      for (const [experiment, variant] of claims.exposures) {
        const id = await exposureId(common.unit, experiment, variant, at);
        events.push(stamp({ ...common, id, kind: "exposure", at, experiment, variant }));
      }
    } else {
      const { kind, id = "", name = "", value } = reported;
      events.push(stamp({ ...common, id, kind, at, name, ...(value !== undefined && { value }) }));
    }
  }
  return events;
}

async function remember(env: Env, events: readonly Event[]): Promise<void> {
  for (const event of events) {
    if (event.kind === "conversion" && event.name === "order") {
      await recordOrder(env, event.unit, event.id, event.at);
    }
  }
}

/** The beacon, or a sentence that says what is wrong with it. */
function parse(body: string): Beacon | string {
  let beacon: Beacon;
  try {
    beacon = JSON.parse(body);
  } catch {
    return "body is not JSON";
  }
  if (typeof beacon?.token !== "string") return "token must be a string";
  if (!Array.isArray(beacon.events)) return "events must be an array";
  if (beacon.events.length > BEACON_EVENTS) {
    return `number of events == ${beacon.events.length}, must be <= ${BEACON_EVENTS}`;
  }
  for (const [i, event] of beacon.events.entries()) {
    const wrong = check(event);
    if (wrong) return `events[${i}].${wrong}`;
  }
  return beacon;
}

function check(event: Reported): string | null {
  if (event?.kind === "exposure") return null;
  if (event?.kind !== "conversion" && event?.kind !== "vital" && event?.kind !== "error") {
    return `kind == ${String(event?.kind).slice(0, 20)}, must be exposure, conversion, vital or error`;
  }
  if (typeof event.id !== "string" || !ID.test(event.id))
    return "id must be 8 to 48 of A-Za-z0-9_-";
  if (typeof event.name !== "string" || event.name.length < 1 || event.name.length > 64) {
    return "name must be 1 to 64 characters";
  }
  if (event.value !== undefined && !Number.isFinite(event.value))
    return "value must be a finite number";
  return null;
}
