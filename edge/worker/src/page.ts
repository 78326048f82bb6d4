import { type Assignment, assignedCookie, merged, readAssigned } from "./assigned";
import { fingerprint } from "./bytes";
import { count } from "./counts";
import { admit, type Inline, POLICY } from "./csp";
import { type Arm, type Decided, decideArm, decideRoute, mayNotEnrol } from "./decide";
import { degraded } from "./degraded";
import { nextPage, report } from "./events";
import {
  asksIfChanged,
  type EarlyAnswer,
  type Fetched,
  fetchAsAsked,
  fetchDecided,
} from "./fetched";
import { addDressing, addEdits, CLIENT_PATH, type Dressing, Marks } from "./html";
import { IDENTITY_HEADER, link, remember } from "./identity";
import { escapeHtml } from "./inert";
import type { Memory } from "./memory";
import { askOrigin, passed } from "./origin";
import type { Platform } from "./platform";
import { PREVIEW_STYLE, previewBar, readPreview } from "./preview";
import { redirected } from "./redirect";
import { editable, editFailed, inlineEdits } from "./response";
import type { PreparedRoute } from "./routes";
import { splice, WORTH_BYTES } from "./splice";
import { issueToken, TOKEN_MILLIS } from "./token";
import type { Visit } from "./visit";
import { identify, type Visitor } from "./visitor";

/** Serves a page of a route: decides, fetches what was decided, changes it in the stream. */
export async function servePage(
  platform: Platform,
  request: Request,
  url: URL,
  memory: Memory,
  route: PreparedRoute,
): Promise<Response> {
  // Where no decision changes what is asked of the origin, it is asked meanwhile. Whether an unmodified page is asked for as
  // changed or not is the visitor's arm's affair, so that waits.
  const early = route.asksAlike && !asksIfChanged(request) ? fetchAsAsked(platform, request) : null;
  const visitor = await identify(platform, request);
  if (visitor.withdrawn) {
    report(platform, { kind: "audit", name: "consent_withdrawn", unit: visitor.withdrawn });
  }
  const preview = await readPreview(platform, request);
  const enrolled = preview || visitor.bot || mayNotEnrol(visitor) ? null : visitor.id;
  const { arm, decided: ofArm } = decideArm(memory, enrolled);
  if (arm === "bypass") return unmodified(platform, request, early, visitor, arm);
  const known =
    !visitor.id || visitor.bot || !route.sticks
      ? []
      : await readAssigned(platform, request, visitor.id);
  const facts = { request, url, visitor };
  const decided = await decideRoute(platform, memory, route, facts, { assigned: known, preview });
  if (arm === "shadow") return unmodified(platform, request, early, visitor, arm);
  const stuck = await stick(platform, visitor, known, decided);
  const visit = {
    platform,
    request,
    url,
    site: `${url.protocol}//${request.headers.get("host") ?? url.host}`,
    memory,
    route,
    visitor,
    preview,
    decided,
    cookies: [...visitor.cookies, ...stuck],
  };
  const elsewhere = route.redirects ? await redirected(visit) : null;
  if (elsewhere) return elsewhere;
  return dressed(visit, await fetchDecided(visit, early), ofArm);
}

/** The origin's answer as it is, with no more than the visitor's id and which arm they are in. */
async function unmodified(
  platform: Platform,
  request: Request,
  early: EarlyAnswer | null,
  visitor: Visitor,
  arm: Arm,
): Promise<Response> {
  const answer = await (early?.answer ?? askOrigin(platform, passed(request)));
  const page = (answer.headers.get("content-type") ?? "").startsWith("text/html");
  if (!page && !answer.headers.has(IDENTITY_HEADER)) return answer;
  const response = new Response(answer.body, answer);
  const { headers } = response;
  for (const cookie of visitor.cookies) headers.append("set-cookie", cookie);
  if (page) headers.append("server-timing", `rl-arm;desc=${arm}`);
  await addLinks(platform, request, visitor, headers);
  return response;
}

/** Keeps what was assigned now, in the visitor's cookie and for the person's other devices. */
async function stick(
  platform: Platform,
  visitor: Visitor,
  kept: readonly Assignment[],
  decided: readonly Decided[],
): Promise<readonly string[]> {
  if (!visitor.id || visitor.bot) return [];
  const made = decided.flatMap(({ experiment, variant, sticksAs }) =>
    experiment && sticksAs >= 0 ? [{ experiment, variant: variant.key, version: sticksAs }] : [],
  );
  const all = merged(kept, made);
  if (all === kept) return [];
  if (visitor.user) {
    const news = all.filter((one) => !kept.includes(one));
    platform.waitUntil(
      remember(platform, visitor.user, news).catch((error) => console.error(`state: ${error}`)),
    );
  }
  return [await assignedCookie(platform, visitor.id, all)];
}

async function dressed(
  visit: Visit,
  fetched: Fetched,
  ofArm: Decided | undefined,
): Promise<Response> {
  const { request, memory } = visit;
  const { response } = fetched;
  const type = response.headers.get("content-type") ?? "";
  const page = editable(request, response, type);
  const tag = page ? tagOf(visit, response.headers.get("etag")) : null;
  let answer: Response;
  if (!page) {
    answer = new Response(response.body, response);
    answer.headers.delete("rimlight-skip");
  } else if (tag !== null && tag === request.headers.get("if-none-match")) {
    await response.body?.cancel();
    answer = new Response(null, { status: 304, headers: response.headers });
  } else if (request.method === "HEAD") {
    answer = new Response(null, response);
  } else {
    answer = await rewritten(visit, fetched, type, ofArm);
  }
  const { headers } = answer;
  headers.append("server-timing", timing(memory, fetched));
  headers.set("rimlight-status", status(memory, fetched));
  if (page) pageHeaders(visit, headers, tag);
  for (const cookie of visit.cookies) headers.append("set-cookie", cookie);
  await addLinks(visit.platform, request, visit.visitor, headers);
  return answer;
}

/** Who has logged in, if the origin says so. */
async function addLinks(
  platform: Platform,
  request: Request,
  visitor: Visitor,
  headers: Headers,
): Promise<void> {
  const token = headers.get(IDENTITY_HEADER);
  if (token === null) return;
  headers.delete(IDENTITY_HEADER);
  for (const cookie of await link(platform, request, visitor, token)) {
    headers.append("set-cookie", cookie);
  }
}

/** What a page that is made for one visitor says of itself. */
function pageHeaders({ preview }: Visit, headers: Headers, tag: string | null): void {
  headers.set("cache-control", preview ? "private, no-store" : "private, no-cache");
  for (const stale of STALE_HEADERS) headers.delete(stale);
  if (tag !== null) headers.set("etag", tag);
  else headers.delete("etag");
  if (preview) headers.set("x-robots-tag", "noindex");
}

const STALE_HEADERS = ["content-length", "last-modified", "accept-ranges"];

/** The tag of the page as this visitor gets it; null when the origin gave none. */
function tagOf(visit: Visit, etag: string | null): string | null {
  if (etag === null || visit.preview) return null;
  const opaque = etag.replace(/^W\//, "").replaceAll('"', "");
  return `W/"${opaque}-${visit.memory.revision}-${variantHash(visit)}"`;
}

/** Changes with everything that the page depends on; also with time, before the page's token expires. */
function variantHash({ decided, visitor, memory }: Visit): string {
  const variants = decided.map(({ flag, variant }) => `${flag.key}=${variant.key}`);
  const period = Math.floor(Date.now() / (TOKEN_MILLIS / 2));
  return fingerprint([visitor.id, memory.killRevision, period, CLIENT_PATH, ...variants].join("|"));
}

async function rewritten(
  visit: Visit,
  fetched: Fetched,
  type: string,
  ofArm: Decided | undefined,
): Promise<Response> {
  const { response } = fetched;
  const policy = response.headers.get(POLICY);
  const admitted = policy === null ? null : admit(policy, visit.site, inlineOf(visit));
  const nonce = admitted?.nonce ? ` nonce="${admitted.nonce}"` : "";
  const marks = new Marks();
  const counts = ofCounted(visit.decided, ofArm);
  // Only when the page has yet to show what it has, its end must be waited for.
  const waits =
    visit.preview !== null ||
    (visit.route.edits && counts.some(({ flag }) => flag.selectors.length > 0)) ||
    (visit.route.edits && visit.decided.some(({ variant }) => variant.edits.length > 0));
  const token = waits ? null : await tokenFor(visit, fetched, marks, counts);
  if (counts.length > 0 && isAhead(visit.request)) reportAhead(visit, counts);
  const dressing = {
    head: headOf(visit, counts, token, nonce),
    canonical: canonicalOf(visit, fetched),
    first: type.includes("charset"),
    end: waits ? () => ending(visit, fetched, marks, counts) : null,
  };
  const answer = changed(visit, fetched, dressing, marks);
  if (admitted) answer.headers.set(POLICY, admitted.policy);
  return answer;
}

/** A page that is fetched before anybody wants it is decided and served; whether it was ever seen, the browser says. */
function isAhead(request: Request): boolean {
  return request.headers.get("sec-purpose")?.includes("prefetch") ?? false;
}

function reportAhead(
  { platform, visitor, memory, route }: Visit,
  counts: readonly Decided[],
): void {
  if (visitor.bot || visitor.id === null) return;
  for (const { experiment, variant } of counts) {
    report(platform, {
      kind: "assignment",
      name: "prefetch",
      unit: visitor.id,
      experiment: experiment ?? "",
      variant: variant.key,
      revision: memory.revision,
      route: route.key,
    });
  }
}

/** Parsed only if something in it is looked for, or if parsing costs less than a pipe. */
function changed(
  visit: Visit,
  { response, applied }: Fetched,
  dressing: Dressing,
  marks: Marks,
): Response {
  const { platform, route, decided } = visit;
  const edits = applied || !route.edits ? [] : decided;
  const asItIs = edits.length === 0 && !dressing.end && !dressing.canonical && dressing.first;
  const pipe = asItIs && isLarge(response) ? platform.pipe() : null;
  if (pipe) return splice(pipe, response, dressing.head);
  const rewriter = platform.rewriter();
  addEdits(rewriter, edits, marks, editFailed(visit));
  addDressing(rewriter, dressing);
  return rewriter.transform(response);
}

/** What belongs into the head: styles and scripts of variants, the island, the browser module. */
function headOf(
  visit: Visit,
  counts: readonly Decided[],
  token: string | null,
  nonce: string,
): string {
  const { platform, route, decided, preview } = visit;
  const module = `<script type="module" src="${CLIENT_PATH}"${nonce}></script>`;
  return (
    (route.heads ? inlineEdits(decided, nonce) : "") +
    (preview ? `<style${nonce}>${PREVIEW_STYLE}</style>` : "") +
    `<script type="application/json" id="__rl">${island(visit, counts, token)}</script>` +
    (platform.env.CLIENT_IN_PAGES === "1" ? "" : module)
  );
}

/** The page's own address, when it came from another path. */
function canonicalOf({ route, decided, site, url }: Visit, { fellBack }: Fetched): string | null {
  if (route.asksAlike || fellBack || !decided.some(({ variant }) => variant.rewrite)) return null;
  return escapeHtml(site + url.pathname);
}

function isLarge({ headers }: Response): boolean {
  const length = headers.get("content-length");
  return length === null || Number(length) >= WORTH_BYTES;
}

function inlineOf({ route, decided, preview }: Visit): Inline {
  const has = (action: string) =>
    route.heads &&
    decided.some(({ variant }) =>
      variant.edits.some(({ head, label }) => head !== undefined && label === action),
    );
  return { style: preview !== null || has("injectCss"), script: has("injectJs") };
}

/** Those that an experiment counts. */
function ofCounted(decided: readonly Decided[], ofArm: Decided | undefined): readonly Decided[] {
  const counted = decided.filter(({ experiment }) => experiment !== null);
  if (ofArm?.experiment) counted.push(ofArm);
  return counted;
}

/** Inert JSON: what was decided, and the token when it is known this early. Keys and tokens need no escapes. */
function island(
  { memory, route, decided }: Visit,
  counts: readonly Decided[],
  issued: string | null,
): string {
  let flags = "";
  for (const { variant } of decided) flags += flags === "" ? variant.island : `,${variant.island}`;
  let exposures = "";
  for (const { experiment, variant } of counts) {
    const one = `{"experiment":"${experiment}","variant":"${variant.key}"}`;
    exposures += exposures === "" ? one : `,${one}`;
  }
  return (
    `{"v":1,"revision":${memory.revision},"page":"${nextPage()}","route":"${route.key}",` +
    `"flags":{${flags}},"exposures":[${exposures}]${issued === null ? "" : `,${issued}`}}`
  );
}

/** The end of the document: what was found in it, and the token that lets the browser report. */
function ending(
  visit: Visit,
  fetched: Fetched,
  marks: Marks,
  counts: readonly Decided[],
): string | Promise<string> {
  if (!fetched.applied) reportMissing(visit, marks);
  if (visit.preview) return previewBar(visit.preview);
  const element = (issued: string) =>
    `<script type="application/json" id="__rl_end">{${issued}}</script>`;
  const issued = tokenFor(visit, fetched, marks, counts);
  if (issued === null) return "";
  return typeof issued === "string" ? element(issued) : issued.then(element);
}

/** An edit whose element has gone from the page: nothing breaks, and nobody would notice. */
function reportMissing({ platform, decided }: Visit, marks: Marks): void {
  for (const one of decided) {
    for (const { label } of marks.missing(one)) {
      count(platform, "edit_unmatched", `${one.flag.key}: ${label}`);
    }
  }
}

/** `"token":...,"applied":{...}`; null for visitors who are not counted. */
function tokenFor(
  { platform, memory, route, visitor }: Visit,
  fetched: Fetched,
  marks: Marks,
  counts: readonly Decided[],
): string | Promise<string> | null {
  if (!visitor.id || visitor.bot || mayNotEnrol(visitor)) return null;
  const exposures = counts.map((one) => ({
    experiment: one.experiment ?? "",
    variant: one.variant.key,
    applied: appliedOf(one, fetched, marks),
  }));
  const applied = exposures
    .filter((one) => one.applied !== null)
    .map((one) => `"${one.experiment}":${one.applied}`);
  const members = (token: string) => `"token":"${token}","applied":{${applied.join(",")}}`;
  const token = issueToken(platform.env, visitor.id, route.key, memory.revision, exposures);
  return typeof token === "string" ? members(token) : token.then(members);
}

function appliedOf(one: Decided, { applied, fellBack }: Fetched, marks: Marks): boolean | null {
  if (one.variant.rewrite) return !fellBack;
  if (applied) return applied[one.flag.key] ?? null;
  return marks.applied(one);
}

function timing(memory: Memory, { cache, waitedMillis }: Fetched): string {
  return `rl-cfg;desc="r${memory.revision}", rl-io;dur=${waitedMillis}, rl-cache;desc=${cache.toUpperCase()}`;
}

function status({ revision, killRevision }: Memory, { fellBack }: Fetched): string {
  // The origin that this page should have come from; another one may be well.
  const away = new Set(fellBack ? ["origin", ...degraded()] : degraded());
  const suffix = away.size > 0 ? ` degraded=${[...away].join(",")}` : "";
  return `rev=${revision} kill=${killRevision}${suffix}`;
}
