import { agentOf } from "./agent";
import { coloOf, countryOf } from "./attributes";
import { allows } from "./consent";
import { decideArm } from "./decide";
import { deliver, type Event, exposureId, type NewEvent, stamp } from "./events";
import { memory } from "./memory";
import type { Platform } from "./platform";
import { problem } from "./problem";
import { recordOrder } from "./stored";
import { type PageClaims, readToken } from "./token";
import { identify, readId } from "./visitor";
import { foreign } from "./wishes";

/** What the browser module sends: text/plain, so that no preflight is needed. */
interface Beacon {
  readonly token?: string;
  readonly page?: string;
  readonly events: readonly Reported[];
}

interface Reported {
  /** exposure needs nothing else: what was shown is in the token */
  readonly kind: "exposure" | "conversion" | "vital" | "error";
  readonly id?: string;
  readonly name?: string;
  readonly value?: number;
  readonly navigation?: string;
  readonly subject?: string;
}

export const BEACON_BYTES = 32 * 1024;
export const BEACON_EVENTS = 50;
const ID = /^[A-Za-z0-9_-]{8,48}$/;
const PAGE = /^[A-Za-z0-9_-]{1,32}$/;
const NAVIGATIONS = [
  "navigate",
  "reload",
  "back-forward",
  "back-forward-cache",
  "prerender",
  "restore",
  "soft-navigation",
];
const SUBJECT_CHARS = 200;

export async function receiveBeacon(platform: Platform, request: Request): Promise<Response> {
  const refused = foreign(request);
  if (refused) return refused;
  const body = await bodyOf(request);
  if (body instanceof Response) return body;
  const beacon = parse(body);
  if (typeof beacon === "string") return problem(400, "bad_beacon", beacon);
  const unit = (await readId(platform, request))?.value;
  if (!unit)
    return problem(403, "bad_token", "the token is not of this visitor and a page of today");
  const limited = await tooOften(platform, request, unit);
  if (limited) return limited;
  const visitor = await identify(platform, request);
  if (visitor.bot || !allows(visitor.consent, "analytics")) {
    return new Response(null, { status: 204 });
  }
  const claims = await claimsOf(platform, unit, beacon);
  if (!claims) {
    return problem(403, "bad_token", "the token is not of this visitor and a page of today");
  }
  const country = countryOf(request);
  const colo = coloOf(request);
  const { page } = beacon;
  const common = {
    unit,
    ...(claims.route !== "" && { route: claims.route }),
    revision: claims.revision,
    device: agentOf(request).device,
    browser: agentOf(request).browser,
    consent: visitor.consent,
    ...(visitor.user && { person: visitor.user }),
    source: "client" as const,
    ...(page && { page }),
    ...(country && { country }),
    ...(colo && { colo }),
  };
  const events = await toEvents(beacon, claims, common);
  await deliver(platform, events);
  platform.waitUntil(remember(platform, events).catch((error) => console.error(`state: ${error}`)));
  return new Response(null, { status: 204 });
}

/** Reads no more than is allowed, whatever the length that was stated. */
async function bodyOf(request: Request): Promise<string | Response> {
  const stated = Number(request.headers.get("content-length") ?? "0");
  if (stated > BEACON_BYTES) return tooLarge(stated);
  if (!request.body) return "";
  const reader = request.body.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > BEACON_BYTES) {
        await reader.cancel();
        return tooLarge(size);
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return problem(400, "bad_beacon", "body is not UTF-8");
  }
}

function tooLarge(bytes: number): Response {
  return problem(413, "beacon_too_large", `size of beacon == ${bytes}, must be <= ${BEACON_BYTES}`);
}

/** One visitor, and one address with its many visitors, may not flood what everybody is counted by. */
async function tooOften(
  platform: Platform,
  request: Request,
  unit: string,
): Promise<Response | null> {
  const { BEACONS, ADDRESSES } = platform.env;
  const address = request.headers.get("cf-connecting-ip");
  const answers = await Promise.all([
    BEACONS?.limit({ key: unit }),
    address ? ADDRESSES?.limit({ key: address }) : undefined,
  ]);
  if (answers.every((answer) => answer?.success ?? true)) return null;
  return problem(429, "too_many_beacons", "beacons come too often from this visitor or address", {
    "retry-after": "60",
  });
}

/**
 * What the visitor may report. Without a token nothing but the arm of those whose page the platform does not touch, which
 * follows from their id.
 */
async function claimsOf(
  platform: Platform,
  unit: string,
  beacon: Beacon,
): Promise<PageClaims | null> {
  if (beacon.token !== undefined) return readToken(platform.env, unit, beacon.token);
  const config = memory();
  if (!config) return null;
  const { arm, decided } = decideArm(config, unit);
  if (arm === "full" || !decided?.experiment) return null;
  const exposure = { experiment: decided.experiment, variant: decided.variant.key, applied: null };
  return { route: "", revision: config.revision, at: Date.now(), exposures: [exposure] };
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
      for (const { experiment, variant, applied } of claims.exposures) {
        const id = await exposureId(common.unit, experiment, variant, at);
        const found = applied === null ? {} : { applied };
        events.push(stamp({ ...common, id, kind: "exposure", at, experiment, variant, ...found }));
      }
    } else {
      const { kind, id = "", name = "", value, navigation, subject } = reported;
      events.push(
        stamp({
          ...common,
          id,
          kind,
          at,
          name,
          ...(value !== undefined && { value }),
          ...(navigation !== undefined && { navigation }),
          ...(subject && { subject }),
        }),
      );
    }
  }
  return events;
}

async function remember(platform: Platform, events: readonly Event[]): Promise<void> {
  for (const event of events) {
    if (event.kind === "conversion" && event.name === "order") {
      await recordOrder(platform, event.unit, event.id, event.at);
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
  if (typeof beacon !== "object" || beacon === null) return "body must be an object";
  if (beacon.token !== undefined && typeof beacon.token !== "string")
    return "token must be a string";
  if (beacon.page !== undefined && !PAGE.test(String(beacon.page))) {
    return "page must be 1 to 32 of A-Za-z0-9_-";
  }
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
  if (event.navigation !== undefined && !NAVIGATIONS.includes(event.navigation)) {
    return `navigation must be one of ${NAVIGATIONS.join(", ")}`;
  }
  if (
    event.subject !== undefined &&
    (typeof event.subject !== "string" || event.subject.length > SUBJECT_CHARS)
  ) {
    return `subject must be at most ${SUBJECT_CHARS} characters`;
  }
  return null;
}
