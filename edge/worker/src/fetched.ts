import { count } from "./counts";
import type { Decided } from "./decide";
import { degrade } from "./degraded";
import { report } from "./events";
import { addEdits, Marks } from "./html";
import { type CacheStatus, find, keep, keyOf, mayKeep, refresh, whole } from "./kept";
import { askOrigin, normalized, originRequest, passed, placeOf, sharedRequest } from "./origin";
import type { Platform } from "./platform";
import type { CachePolicy } from "./published";
import { editable, editFailed } from "./response";
import type { Visit } from "./visit";

/** The decided page, from the cache or from its origin. */
export interface Fetched {
  readonly response: Response;
  readonly cache: CacheStatus;
  /** Of a page that was kept edited: which flags' elements were found. Null: the edits are still to be made. */
  readonly applied: Readonly<Record<string, boolean>> | null;
  /** Whether it is not what was decided, because that origin was away. */
  readonly fellBack: boolean;
  /** Milliseconds that were spent waiting. */
  readonly waitedMillis: number;
}

/** More combinations of variants than this would leave a cache without hits. */
const MOST_COMBINATIONS = 16;

/** The origin's answer to a request that no decision changes, asked for before anything was decided. */
export interface EarlyAnswer {
  readonly began: number;
  readonly answer: Promise<Response>;
}

export function fetchAsAsked(platform: Platform, request: Request): EarlyAnswer {
  const answer = askOrigin(platform, passed(request));
  answer.catch(() => {
    // Whoever awaits it hears of it.
  });
  return { began: Date.now(), answer };
}

export async function fetchDecided(visit: Visit, early: EarlyAnswer | null): Promise<Fetched> {
  if (early) {
    const response = await early.answer;
    const waitedMillis = Date.now() - early.began;
    return { response, cache: "bypass", applied: null, fellBack: false, waitedMillis };
  }
  const began = Date.now();
  const plan = sharing(visit);
  const fetched = plan ? await shared(visit, plan) : await own(visit);
  return { ...fetched, waitedMillis: Date.now() - began };
}

type Answer = Omit<Fetched, "waitedMillis">;

/** For this visitor alone. When the decided place fails, the page as everybody else has it. */
async function own(visit: Visit): Promise<Answer> {
  const { platform, url, route, decided } = visit;
  const place = placeOf(platform, url, decided);
  const from = (place: URL | null) =>
    askOrigin(platform, originRequest(conditional(visit.request), place, route, decided));
  const asked = { cache: "bypass", applied: null } as const;
  if (place === null) return { ...asked, response: await from(null), fellBack: false };
  try {
    const response = await from(place);
    if (response.status < 500) return { ...asked, response, fellBack: false };
    await response.body?.cancel();
    throw new Error(`status ${response.status}`);
  } catch (error) {
    degrade("origin");
    count(platform, "rewrite_failed", `${route.key}: ${error}`);
    return { ...asked, response: await from(null), fellBack: true };
  }
}

interface Sharing {
  readonly policy: CachePolicy;
  readonly key: string;
  readonly address: URL;
  readonly edited: boolean;
}

/** How the page is shared with other visitors; null when it is not. */
function sharing(visit: Visit): Sharing | null {
  const { platform, request, url, memory, route, decided, preview } = visit;
  const policy = route.cache;
  if (!policy || !platform.cache || preview || request.method !== "GET") return null;
  if (request.headers.has("authorization") || request.headers.has("range")) return null;
  const ofOrigin = decided.filter(
    ({ flag }) => route.tellOrigin || flag.variants.some(({ rewrite }) => rewrite),
  );
  if (combinations(ofOrigin) > MOST_COMBINATIONS) {
    count(platform, "vkey_overflow", route.key);
    return null;
  }
  const ofPage = decided.filter(
    (one) => ofOrigin.includes(one) || one.flag.variants.some(({ edits }) => edits.length > 0),
  );
  const edited = policy.keep === "edited" && combinations(ofPage) <= MOST_COMBINATIONS;
  if (policy.keep === "edited" && !edited) count(platform, "vkey_overflow", route.key);
  const address = normalized(placeOf(platform, url, decided) ?? url, policy);
  const variants = edited ? `${memory.revision} ${named(ofPage)}` : named(ofOrigin);
  // The visitor's own address is part of the key: an origin that is shared by hosts may answer each in its own way.
  return { policy, address, edited, key: keyOf(address, `${url.host} ${variants}`) };
}

function combinations(decided: readonly Decided[]): number {
  return decided.reduce((product, { flag }) => product * flag.variants.length, 1);
}

function named(decided: readonly Decided[]): string {
  return decided
    .map(({ flag, variant }) => `${flag.key}.${variant.key}`)
    .toSorted()
    .join(" ");
}

async function shared(visit: Visit, plan: Sharing): Promise<Answer> {
  const { platform } = visit;
  const kept = await find(platform, plan.key, plan.policy);
  if (kept && !kept.stale) {
    return { response: kept.response, cache: "hit", applied: kept.applied, fellBack: false };
  }
  if (kept) {
    platform.waitUntil(
      refresh(plan.key, async () => (await drain(await fill(visit, plan))).response),
    );
    return { response: kept.response, cache: "stale", applied: kept.applied, fellBack: false };
  }
  return fill(visit, plan);
}

async function drain(answer: Answer): Promise<Answer> {
  await answer.response.body?.pipeTo(new WritableStream());
  return answer;
}

/** Asks the origin on behalf of everybody, and keeps the answer when it is for everybody. */
async function fill(visit: Visit, plan: Sharing): Promise<Answer> {
  const { platform, route, decided } = visit;
  let response: Response;
  try {
    response = await askOrigin(platform, sharedRequest(plan.address, route, decided));
  } catch {
    return own(visit);
  }
  if (!mayKeep(response)) {
    // What is not for everybody is asked for again, by the visitor.
    await response.body?.cancel();
    return own(visit);
  }
  if (!response.body) return { response, cache: "miss", applied: null, fellBack: false };
  if (plan.edited && editable(visit.request, response)) return fillEdited(visit, plan, response);
  const headers = uncompressed(response.headers);
  const [now, later] = response.body.tee();
  const copy = (body: ReadableStream) => new Response(body, { status: 200, headers });
  platform.waitUntil(keep(platform, plan.key, plan.policy, copy(later)));
  return { response: copy(now), cache: "miss", applied: null, fellBack: false };
}

/** Bodies are kept as text: a stream that is read here is unpacked already. */
function uncompressed(original: Headers): Headers {
  const headers = new Headers(original);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return headers;
}

async function fillEdited(visit: Visit, plan: Sharing, response: Response): Promise<Answer> {
  const { platform, decided } = visit;
  const marks = new Marks();
  const rewriter = platform.rewriter();
  // Whoever comes next may be enrolled where this visitor is not: the same elements are looked for.
  const everywhere = decided.map((one) => ({ ...one, experiment: one.experiment ?? "" }));
  addEdits(rewriter, everywhere, marks, editFailed(visit));
  const edited = rewriter.transform(response);
  const body = await whole(edited.body as ReadableStream<Uint8Array>);
  if (!body) {
    report(platform, { name: "page_too_large", subject: visit.route.key });
    return own(visit);
  }
  const applied: Record<string, boolean> = {};
  for (const one of decided) {
    const found = marks.applied(one);
    if (found !== null) applied[one.flag.key] = found;
  }
  const headers = uncompressed(response.headers);
  const page = () => new Response(body, { status: 200, headers });
  platform.waitUntil(keep(platform, plan.key, plan.policy, page(), applied));
  return { response: page(), cache: "miss", applied, fellBack: false };
}

export function asksIfChanged({ headers }: Request): boolean {
  return headers.has("if-none-match") || headers.has("if-modified-since");
}

/** The visitor's request; whether a page changed is not for the origin to say, which does not know what was decided. */
function conditional(request: Request): Request {
  if (!asksIfChanged(request)) return request;
  if (!(request.headers.get("accept") ?? "").includes("text/html")) return request;
  const forwarded = new Request(request);
  forwarded.headers.delete("if-none-match");
  forwarded.headers.delete("if-modified-since");
  return forwarded;
}
