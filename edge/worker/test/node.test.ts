import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Handler } from "../src/node";
import {
  COOKIE_KEYS,
  type Edge,
  edgeSnapshot,
  envelope,
  eventually,
  islandOf,
  PUBLIC_KEYS,
  publishAndWait,
  startEdge,
  visitor,
} from "./harness";
import { listen } from "./origin";

/** The same decisions and pages under Node, from the same source, without anything of Cloudflare's. */
let edge: Edge;
let handler: Handler;
let control: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  edge = await startEdge();
  await publishAndWait(edge, envelope("S", edgeSnapshot()));
  control = await listen((request, response) => {
    if (request.url?.endsWith("/snapshot")) {
      response.setHeader("etag", '"s7"');
      response.end(envelope("S", edgeSnapshot()));
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  const built = new URL("../dist/node.js", import.meta.url);
  const { createHandler } = await import(pathToFileURL(built.pathname).href);
  handler = createHandler({
    origin: edge.origin.url,
    env: {
      ENVIRONMENT: "test",
      PUBLIC_KEYS: JSON.stringify(PUBLIC_KEYS),
      COOKIE_KEYS,
      INGEST_URL: edge.ingest.url,
      INGEST_KEY: "test-key",
      CONTROL_URL: control.url,
    },
  });
});
afterAll(async () => {
  await edge.close();
  control.server.close();
});

const ask = (path: string, init: RequestInit = {}) =>
  handler(new Request(`https://shop.example${path}`, init));

describe("under Node", () => {
  it("sameVisitor_getsTheSamePageAsFromWorkerd", async () => {
    for (const path of ["/headline", "/price", "/styled", "/checkout"]) {
      for (let i = 0; i < 5; i++) {
        const { browser, html } = await visitor(edge, path);
        const cookie = `__Host-rl_id=${browser.cookie("__Host-rl_id")}`;
        const response = await ask(path, { headers: { cookie } });
        expect(response.status).toBe(200);
        const here = await response.text();
        expect(islandOf(here).flags).toEqual(islandOf(html).flags);
        expect(islandOf(here).applied).toEqual(islandOf(html).applied);
        expect(stripped(here)).toBe(stripped(html));
      }
    }
  });

  /** Without what differs for every page view, and without the host. */
  function stripped(html: string): string {
    return html
      .replaceAll(/"page":"[^"]*"|"token":"(?:[^"\\]|\\.)*"/g, "")
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+|https:\/\/shop\.example/g, "");
  }

  it("beacon_reachesTheIngest", async () => {
    const first = await ask("/headline", { headers: { cookie: "rl_consent=analytics" } });
    const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const html = await first.text();
    // Visitors in the arms bypass and shadow have no token; they are asked for their arm.
    const token = html.includes("__rl_end") ? islandOf(html).token : undefined;
    const response = await ask("/_rl/b", {
      method: "POST",
      headers: { cookie, "sec-fetch-site": "same-origin" },
      body: JSON.stringify({
        ...(token && { token }),
        events: [{ kind: "vital", id: "vital-of-node", name: "LCP", value: 12 }],
      }),
    });
    expect(response.status).toBe(204);
    await eventually(() => edge.ingest.events.some(({ id }) => id === "vital-of-node"));
  });

  it("otherRequests_passThrough", async () => {
    const file = await ask("/file.bin", { headers: { range: "bytes=0-3" } });
    expect(file.status).toBe(206);
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 1, 2, 3]);
    const posted = await ask("/login", { method: "POST", body: "x=1" });
    expect([posted.status, posted.headers.get("location")]).toEqual([303, "/member"]);
    const health = (await (await ask("/_rl/health")).json()) as object;
    expect(health).toMatchObject({ environment: "test", revision: 7, spooledBatches: null });
  });

  it("manyPagesAtOnce_doNotMix", async () => {
    const pages = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const path = i % 2 ? "/styled" : "/price";
        const cookie = "rl_consent=functional";
        return { path, html: await (await ask(path, { headers: { cookie } })).text() };
      }),
    );
    for (const { path, html } of pages) {
      expect(islandOf(html).route).toBe(path.slice(1));
      expect(html.includes("<em>Styled</em>")).toBe(path === "/styled");
    }
    await handler.settled();
  });
});
