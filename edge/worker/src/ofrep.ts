import { type ContextHandle, indexOf, newContext, setValue } from "rimlight-core";
import { type Answer, answerAll, answerFlag } from "./answers";
import { base64url } from "./bytes";
import type { Env } from "./env";
import { keyName, keysAreGiven } from "./keys";
import type { Memory } from "./memory";
import { problem } from "./problem";

/** The OpenFeature Remote Evaluation Protocol, version 0.3.0 of its document: other programs ask this edge. */
export const OFREP_PREFIX = "/ofrep/v1/";

export const BODY_BYTES = 64 * 1024;
export const CONTEXT_MEMBERS = 200;
/** The shortest period that the platform counts in; the binding does not tell its own. */
const RETRY_SECONDS = 10;
const PREFLIGHT_SECONDS = 7200;
const EVALUATE = /^\/ofrep\/v1\/evaluate\/flags(?:\/([^/]+))?$/;
/** Names that would mean something else than a member, wherever an object is made of a context. */
const NO_ATTRIBUTE = new Set(["targetingKey", "__proto__", "constructor", "prototype"]);

/** Answers a path below the prefix; `memory` is null while nothing was published or nothing can be reached. */
export async function answerOfrep(
  request: Request,
  url: URL,
  env: Env,
  memory: Memory | null,
): Promise<Response> {
  try {
    return withOrigin(request, url, env, await route(request, url, env, memory));
  } catch (error) {
    // Passed on, the request would carry its key to the origin.
    console.error(`ofrep: ${error}`);
    return generalError("the edge could not evaluate", null);
  }
}

async function route(
  request: Request,
  url: URL,
  env: Env,
  memory: Memory | null,
): Promise<Response> {
  const asked = url.pathname.match(EVALUATE);
  if (!keysAreGiven(env) || !asked) {
    const path = url.pathname.slice(0, 200);
    return problem(404, "no_such_path", `${path} is not a path of Rimlight`);
  }
  const origin = request.headers.get("origin");
  if (origin !== null && !allows(env, url, origin)) {
    const detail = `origin == ${origin.slice(0, 200)}, must be one of OFREP_ORIGINS`;
    return problem(403, "foreign_origin", detail);
  }
  if (request.method === "OPTIONS") return preflight();
  if (request.method !== "POST") {
    const detail = `method == ${request.method}, must be POST`;
    return withHeaders(problem(405, "wrong_method", detail), { allow: "POST, OPTIONS" });
  }
  const name = await keyName(env, request);
  if (name === null) {
    const detail = "Authorization: Bearer, or X-API-Key, must be a key of OFREP_KEYS";
    return withHeaders(problem(401, "bad_key", detail), { "www-authenticate": "Bearer" });
  }
  if (!(await withinLimit(env, request, name))) {
    const detail = `key ${name} asks too often from this address`;
    return withHeaders(problem(429, "too_many_requests", detail), {
      "retry-after": String(RETRY_SECONDS),
    });
  }
  return evaluate(request, memory, flagIn(asked[1]));
}

/** The flag that a path names, null for all; what is not well encoded is a name that no flag has. */
function flagIn(segment: string | undefined): string | null {
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function evaluate(
  request: Request,
  memory: Memory | null,
  flag: string | null,
): Promise<Response> {
  const asked = await readContext(request);
  if ("errorCode" in asked) {
    return json(400, { ...(flag !== null && { key: flag }), ...asked });
  }
  if (!memory) return generalError("no snapshot has reached this edge", flag);
  const context = contextOf(asked.targetingKey, asked.attributes);
  return flag === null ? bulk(request, memory, context) : single(memory, context, flag);
}

function single(memory: Memory, context: ContextHandle, flag: string): Response {
  const index = indexOf(memory.snapshot, flag);
  if (index < 0) {
    return json(404, {
      key: flag,
      errorCode: "FLAG_NOT_FOUND",
      errorDetails: `flag ${flag.slice(0, 200)} is not in revision ${memory.revision}`,
    });
  }
  const answered = answerFlag(memory, context, index, Date.now());
  return json("errorCode" in answered ? 500 : 200, answered);
}

/**
 * The tag is a hash over the answers themselves: it differs exactly when an answer differs, whether a publication, a
 * kill, another context or the time made it so. All flags are decided to know it, which costs less than sending them.
 */
async function bulk(request: Request, memory: Memory, context: ContextHandle): Promise<Response> {
  const flags: Answer[] = answerAll(memory, context, Date.now());
  const body = JSON.stringify({ flags, metadata: { revision: memory.revision } });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const etag = `"${base64url(new Uint8Array(digest, 0, 16))}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  if (matches(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  const tags = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

interface AskedContext {
  readonly targetingKey: string;
  readonly attributes: readonly (readonly [string, unknown])[];
}

interface BadRequest {
  readonly errorCode: "PARSE_ERROR" | "INVALID_CONTEXT" | "TARGETING_KEY_MISSING";
  readonly errorDetails: string;
}

async function readContext(request: Request): Promise<AskedContext | BadRequest> {
  const bytes = await readBody(request);
  if (!bytes) return bad("PARSE_ERROR", `size of body > ${BODY_BYTES}, must be <= ${BODY_BYTES}`);
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return bad("PARSE_ERROR", "body must be JSON in UTF-8");
  }
  if (!isObject(body)) return bad("PARSE_ERROR", "body must be an object");
  const { context } = body;
  if (!isObject(context)) return bad("INVALID_CONTEXT", "context must be an object");
  const { targetingKey } = context;
  if (targetingKey === undefined || targetingKey === null || targetingKey === "") {
    return bad("TARGETING_KEY_MISSING", "context.targetingKey is missing");
  }
  if (typeof targetingKey !== "string") {
    return bad("INVALID_CONTEXT", "context.targetingKey must be a string");
  }
  const members = Object.entries(context);
  if (members.length > CONTEXT_MEMBERS) {
    const found = `number of members of context == ${members.length}`;
    return bad("INVALID_CONTEXT", `${found}, must be <= ${CONTEXT_MEMBERS}`);
  }
  return { targetingKey, attributes: members.filter(([name]) => !NO_ATTRIBUTE.has(name)) };
}

function bad(errorCode: BadRequest["errorCode"], errorDetails: string): BadRequest {
  return { errorCode, errorDetails };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Null when there is more than the limit, of which no more is read. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  const whole = new Uint8Array(BODY_BYTES);
  let length = 0;
  if (Number(request.headers.get("content-length") ?? "0") > BODY_BYTES) return null;
  for await (const chunk of request.body ?? []) {
    if (length + chunk.length > BODY_BYTES) return null;
    whole.set(chunk, length);
    length += chunk.length;
  }
  return whole.subarray(0, length);
}

function contextOf(unit: string, attributes: AskedContext["attributes"]): ContextHandle {
  const context = newContext(unit);
  for (const [name, value] of attributes) setValue(context, name, value);
  return context;
}

/** One caller behind a shared key cannot use up what the others may ask. */
async function withinLimit(env: Env, request: Request, name: string): Promise<boolean> {
  if (!env.OFREP_LIMIT) return true;
  const address = request.headers.get("cf-connecting-ip") ?? "unknown";
  return (await env.OFREP_LIMIT.limit({ key: `${name} ${address}` })).success;
}

/** A page of this edge's own host may always ask. */
function allows(env: Env, url: URL, origin: string): boolean {
  return origin === url.origin || (env.OFREP_ORIGINS ?? "").split(/\s+/).includes(origin);
}

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "authorization, content-type, if-none-match, x-api-key",
      "access-control-max-age": String(PREFLIGHT_SECONDS),
    },
  });
}

/** Lets a page of an allowed origin read the answer. */
function withOrigin(request: Request, url: URL, env: Env, response: Response): Response {
  const origin = request.headers.get("origin");
  response.headers.append("vary", "origin");
  if (origin === null || !allows(env, url, origin)) return response;
  return withHeaders(response, {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "etag, retry-after",
  });
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** With the members of an evaluation failure too, which clients read in an answer of this status. */
function generalError(errorDetails: string, flag: string | null): Response {
  return json(500, { ...(flag !== null && { key: flag }), errorCode: "GENERAL", errorDetails });
}

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
