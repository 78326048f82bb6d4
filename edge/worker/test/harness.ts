import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { migrate, miniflareOptions } from "../local/options.mjs";
import { listen, type Origin, startOrigin } from "./origin";

/** The Worker in workerd between a real origin and a real (small) ingest, with a control plane's key to sign with. */

const root = new URL("../../../", import.meta.url);
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
export const kid = createHash("sha256").update(raw).digest("hex").slice(0, 8);

export interface Edge {
  readonly url: string;
  readonly miniflare: Miniflare;
  readonly origin: Origin;
  readonly ingest: Ingest;
  close(): Promise<void>;
}

export interface Ingest {
  readonly url: string;
  /** What was acknowledged. */
  readonly events: Record<string, unknown>[];
  answer: "ok" | "broken";
  /** The share of units for which it says that it has room. */
  share: number;
}

export interface Options {
  readonly faults?: boolean;
  readonly data?: string;
  readonly queue?: boolean;
  readonly beaconsPerMinute?: number;
  readonly bundled?: string;
  readonly bindings?: Record<string, string>;
  /** name -> SHA-256 of the key, in hexadecimal */
  readonly ofrepKeys?: Record<string, string>;
  readonly ofrepOrigins?: readonly string[];
  readonly ofrepLimit?: { readonly limit: number; readonly period: 10 | 60 };
  /** Changes what miniflare is told, e.g. to put something slow in the place of KV. */
  readonly change?: (options: MiniflareOptions) => MiniflareOptions;
  /** Which of several Workers has the database. */
  readonly migrated?: string;
}

export const PUBLIC_KEYS = { [kid]: raw.toString("base64") };
export const COOKIE_KEYS = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
export const PEPPER = Buffer.alloc(32, 9).toString("base64");

export async function startEdge({ change, migrated, ...options }: Options = {}): Promise<Edge> {
  const origin = await startOrigin();
  const ingest = await startIngest();
  const told: MiniflareOptions = miniflareOptions({
    origin: origin.url,
    environment: "test",
    publicKeys: PUBLIC_KEYS,
    cookieKeys: COOKIE_KEYS,
    ingestUrl: ingest.url,
    ingestKey: "test-key",
    queueSeconds: 0.02,
    ...options,
    bindings: { PEPPER, ...options.bindings },
  });
  const miniflare = new Miniflare(change ? change(told) : told);
  const url = (await miniflare.ready).origin;
  await migrate(miniflare, migrated);
  return {
    url,
    miniflare,
    origin,
    ingest,
    async close() {
      await miniflare.dispose();
      origin.server.close();
      ingest.server.close();
    },
  };
}

/** The snapshot of spec/vectors/shop.json, as another revision if asked. */
export function shopSnapshot(revision = 7): Buffer {
  return committedSnapshot("shop", revision);
}

/** The snapshot of spec/vectors/edge.json. */
export function edgeSnapshot(revision = 7): Buffer {
  return committedSnapshot("edge", revision);
}

/** A snapshot of spec/vectors as a revision of its own. */
export function committedSnapshot(name: "shop" | "edge" | "answers", revision: number): Buffer {
  const text = readFileSync(new URL(`spec/vectors/${name}.snapshot`, root), "utf8");
  const bytes = Buffer.from(text, "base64");
  // "RLS2", section 1: id, length, "test" with its length, revision
  bytes.writeInt32LE(revision, 4 + 1 + 4 + 1 + "test".length);
  bytes.writeInt32LE(checksum(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}

function checksum(bytes: Uint8Array): number {
  let hash = 0;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

export function killList(killRevision: number, flags: string[], environment = "test"): Buffer {
  const off = flags.map((flag) => ({ flag, at: Date.now(), by: "test", reason: "" }));
  return Buffer.from(JSON.stringify({ environment, killRevision, at: Date.now(), off }));
}

export function envelope(purpose: "S" | "K", payload: Buffer): Buffer {
  const signed = Buffer.concat([Buffer.from(`RLE1${purpose}`), payload]);
  return Buffer.concat([
    Buffer.from(`RLE1${purpose}`),
    Buffer.from([kid.length]),
    Buffer.from(kid),
    sign(null, signed, privateKey),
    payload,
  ]);
}

export function publish(edge: Edge, bytes: Buffer): Promise<Response> {
  return fetch(`${edge.url}/_rl/publish`, { method: "POST", body: new Uint8Array(bytes) });
}

/** Publishes and waits until the isolate serves it. */
export async function publishAndWait(edge: Edge, bytes: Buffer): Promise<void> {
  const response = await publish(edge, bytes);
  const wanted = (await response.json()) as { revision: number; killRevision: number };
  await eventually(async () => {
    const health = (await (await fetch(`${edge.url}/_rl/health`)).json()) as typeof wanted;
    return health.revision === wanted.revision && health.killRevision === wanted.killRevision;
  });
}

export async function eventually(
  holds: () => Promise<boolean> | boolean,
  millis = 10_000,
): Promise<void> {
  const deadline = Date.now() + millis;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it did not come true within ${millis} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A browser as far as cookies go. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  constructor(private readonly edge: Edge) {}

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...this.cookies].map(([k, v]) => `${k}=${v}`).join("; "));
    const response = await fetch(this.edge.url + path, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  get id(): string | undefined {
    return this.cookies.get("__Host-rl_id")?.split(".")[1];
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  beacon(token: string, events: unknown[]): Promise<Response> {
    return this.fetch("/_rl/b", {
      method: "POST",
      headers: { "content-type": "text/plain", "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ token, events }),
    });
  }
}

export interface Island {
  revision: number;
  route: string;
  flags: Record<string, { variant: string; value: unknown }>;
  exposures: { experiment: string; variant: string }[];
  token?: string;
  applied?: Record<string, boolean>;
}

/** The island, with the token from the end of the document. */
export function islandOf(html: string): Island {
  const text = elementOf(html, "__rl");
  if (!text) throw new Error(`the page has no island: ${html.slice(0, 200)}`);
  return { ...JSON.parse(text), ...JSON.parse(elementOf(html, "__rl_end") ?? "{}") };
}

function elementOf(html: string, id: string): string | undefined {
  const element = new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, "s");
  return html.match(element)?.[1];
}

async function startIngest(): Promise<Ingest & { server: Server }> {
  const events: Record<string, unknown>[] = [];
  const state: Pick<Ingest, "answer" | "share"> = { answer: "ok", share: 1 };
  const { server, url } = await listen(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (state.answer === "broken" || request.headers.authorization !== "Bearer test-key") {
      response.statusCode = 503;
      response.end();
      return;
    }
    const lines = body.split("\n").filter(Boolean);
    events.push(...lines.map((line) => JSON.parse(line)));
    response.setHeader("content-type", "application/json");
    if (state.share < 1) response.setHeader("rimlight-sample", String(state.share));
    response.end(JSON.stringify({ accepted: lines.length, duplicate: 0, rejected: [] }));
  });
  return {
    server,
    url,
    events,
    get answer() {
      return state.answer;
    },
    set answer(answer) {
      state.answer = answer;
    },
    get share() {
      return state.share;
    },
    set share(share) {
      state.share = share;
    },
  };
}

/** Somebody new whose page has an island, in the wanted variant of the flag if one is named; with that page. */
export async function visitor(
  edge: Edge,
  path: string,
  flag?: string,
  variant?: string,
  init: RequestInit = {},
): Promise<{ browser: Browser; html: string; island: Island; response: Response }> {
  for (let i = 0; i < 200; i++) {
    const browser = new Browser(edge);
    const response = await browser.fetch(path, init);
    const html = await response.text();
    // Visitors in the arms bypass and shadow get the page as it is.
    if (!html.includes('id="__rl"')) continue;
    const island = islandOf(html);
    if (flag === undefined || island.flags[flag]?.variant === variant) {
      return { browser, html, island, response };
    }
  }
  throw new Error(`nobody of 200 got ${flag}=${variant} at ${path}`);
}

/** A visitor in an arm of the experiment on the platform's cost, with the page that told so. */
export async function visitorInArm(
  edge: Edge,
  path: string,
  arm: "bypass" | "shadow",
): Promise<{ browser: Browser; html: string; response: Response }> {
  for (let i = 0; i < 300; i++) {
    const browser = new Browser(edge);
    const response = await browser.fetch(path);
    const html = await response.text();
    if (response.headers.get("server-timing")?.includes(`rl-arm;desc=${arm}`)) {
      return { browser, html, response };
    }
  }
  throw new Error(`nobody of 300 was in ${arm} at ${path}`);
}

/** Compact JWS as the control plane and origins make them. */
export function jws(claims: Record<string, unknown>, key = privateKey, id = kid): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "EdDSA", kid: id })}.${part(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
}

export const seconds = () => Math.floor(Date.now() / 1000);
