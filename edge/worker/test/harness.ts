import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Miniflare } from "miniflare";
import { migrate, miniflareOptions } from "../local/options.mjs";

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

export interface Origin {
  readonly url: string;
  readonly requests: { method: string; path: string; headers: IncomingMessage["headers"] }[];
}

export interface Ingest {
  readonly url: string;
  /** What was acknowledged. */
  readonly events: Record<string, unknown>[];
  answer: "ok" | "broken";
}

interface EdgeOptions {
  readonly faults?: boolean;
  readonly data?: string;
  /** name -> SHA-256 of the key, in hexadecimal */
  readonly ofrepKeys?: Record<string, string>;
  readonly ofrepOrigins?: readonly string[];
  readonly ofrepLimit?: { readonly limit: number; readonly period: 10 | 60 };
}

export async function startEdge(options: EdgeOptions = {}): Promise<Edge> {
  const origin = await startOrigin();
  const ingest = await startIngest();
  const miniflare = new Miniflare(
    miniflareOptions({
      origin: origin.url,
      environment: "test",
      publicKeys: { [kid]: raw.toString("base64") },
      cookieKeys: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
      ingestUrl: ingest.url,
      ingestKey: "test-key",
      ...options,
    }),
  );
  const url = (await miniflare.ready).origin;
  await migrate(miniflare);
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

/** A snapshot of spec/vectors as a revision of its own. */
export function committedSnapshot(name: "shop" | "answers", revision: number): Buffer {
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

export async function eventually(holds: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("it did not come true within 10 s");
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
}

export function islandOf(html: string): Island {
  const text = html.match(/<script type="application\/json" id="__rl">(.*?)<\/script>/s)?.[1];
  if (!text) throw new Error("the page has no island");
  return JSON.parse(text);
}

const PAGES: Record<string, string> = {
  "/": '<html><head><title>List</title></head><body><h1 id="greeting">Things</h1></body></html>',
  "/products/kettle":
    '<html><head></head><body><button id="add-to-basket">Add</button><p id="delivery">x</p></body></html>',
  "/basket": '<html><head></head><body data-layout="classic"></body></html>',
  "/basket/short": '<html><head></head><body data-layout="short"></body></html>',
  "/hostile":
    '<html><head></head><body><b id="text">x</b><img src="/x.png"><p>after</p></body></html>',
};

async function startOrigin(): Promise<Origin & { server: Server }> {
  const requests: Origin["requests"] = [];
  const { server, url } = await listen((request, response) => {
    const path = request.url ?? "";
    requests.push({ method: request.method ?? "", path, headers: request.headers });
    const page = PAGES[path.split("?")[0] ?? ""];
    if (path === "/data.json") {
      response.setHeader("content-type", "application/json");
      response.setHeader("etag", '"origin"');
      response.end('{"untouched":true}');
    } else if (path === "/slow") {
      response.setHeader("content-type", "text/html");
      response.write("<html><head></head><body>first");
      setTimeout(() => response.end("last</body></html>"), 400);
    } else if (path === "/broken") {
      response.statusCode = 503;
      response.setHeader("content-type", "text/html");
      response.end("<html><head></head><body>the origin's own error page</body></html>");
    } else if (page !== undefined) {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("set-cookie", ["a=1; Path=/", "b=2; Path=/"]);
      response.end(page);
    } else {
      response.statusCode = 404;
      response.end("no such page");
    }
  });
  return { server, url, requests };
}

async function startIngest(): Promise<Ingest & { server: Server }> {
  const events: Record<string, unknown>[] = [];
  const state: { answer: Ingest["answer"] } = { answer: "ok" };
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
  };
}

function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; url: string }> {
  const server = createServer(handle);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    });
  });
}
