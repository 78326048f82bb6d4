import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Browser,
  type Edge,
  edgeSnapshot,
  envelope,
  eventually,
  islandOf,
  jws,
  publishAndWait,
  seconds,
  startEdge,
} from "./harness";

/** QA links: what they show, that they count nobody, and the reasons behind every decision. */
let edge: Edge;

beforeAll(async () => {
  edge = await startEdge();
  await publishAndWait(edge, envelope("S", edgeSnapshot()));
});
afterAll(() => edge.close());

function link(more: Record<string, unknown> = {}): string {
  return jws({
    aud: "rl-preview",
    env: "test",
    iat: seconds(),
    exp: seconds() + 600,
    sub: "ada@shop.example",
    jti: "1",
    experiments: { "headline-test": "new" },
    flags: { theme: "dark" },
    ...more,
  });
}

async function opened(token = link()): Promise<Browser> {
  const browser = new Browser(edge);
  const response = await browser.fetch(`/headline?x=1&rl_preview=${token}`);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe("/headline?x=1");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-robots-tag")).toBe("noindex");
  return browser;
}

describe("a preview link", () => {
  it("link_forcesItsVariantsForEverybodyWhoOpensIt", async () => {
    for (let i = 0; i < 10; i++) {
      const browser = await opened();
      const response = await browser.fetch("/headline");
      const html = await response.text();
      expect(islandOf(html).flags.headline?.variant).toBe("new");
      expect(html).toContain('id="__rl_preview"');
      expect(html).toContain("headline-test=new theme=dark");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.get("x-robots-tag")).toBe("noindex");
    }
  });

  it("preview_countsNobodyAndIsInTheAuditLog", async () => {
    const browser = await opened();
    const html = await (await browser.fetch("/headline")).text();
    const island = islandOf(html);
    expect(island.exposures).toEqual([]);
    expect(island.token).toBeUndefined();
    await eventually(() => edge.ingest.events.some(({ name }) => name === "preview_used"));
    expect(edge.ingest.events.find(({ name }) => name === "preview_used")).toMatchObject({
      kind: "audit",
      subject: "ada@shop.example: headline-test=new theme=dark",
    });
    expect(edge.ingest.events.filter(({ kind }) => kind === "exposure")).toEqual([]);
  });

  it("preview_isNotServedFromSharedPages", async () => {
    const browser = await opened();
    const response = await browser.fetch("/shared/page");
    expect(response.headers.get("server-timing")).toContain("rl-cache;desc=BYPASS");
    expect(await response.text()).toContain("New &lt;b&gt;");
  });

  it("leaving_endsIt", async () => {
    const browser = await opened();
    const response = await browser.fetch("/_rl/preview/end");
    expect(response.status).toBe(302);
    expect(await (await browser.fetch("/headline")).text()).not.toContain("__rl_preview");
  });

  it("linkThatIsForgedExpiredTooLongOrOfAnotherEnvironment_isRefused", async () => {
    const stranger = generateKeyPairSync("ed25519").privateKey;
    const bad = [
      jws({ aud: "rl-preview", env: "test", iat: seconds(), exp: seconds() + 60 }, stranger),
      link({ exp: seconds() - 60, iat: seconds() - 120 }),
      link({ exp: seconds() + 7_200 }),
      link({ env: "production" }),
      link({ aud: "rl-identity" }),
      "x.y.z",
    ];
    for (const token of bad) {
      const response = await new Browser(edge).fetch(`/headline?rl_preview=${token}`);
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(await response.json()).toMatchObject({ type: "rimlight:bad_preview" });
    }
  });

  it("pathThatLooksLikeAnotherHost_staysOnThisOne", async () => {
    const response = await new Browser(edge).fetch(`//evil.example/?rl_preview=${link()}`);
    expect(response.headers.get("location") ?? "/").toMatch(/^\/(?!\/)/);
  });
});

describe("explain", () => {
  it("withoutPreview_isRefused", async () => {
    const response = await fetch(`${edge.url}/_rl/explain?path=/headline`);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ type: "rimlight:preview_needed" });
  });

  it("preview_seesWhyEveryFlagOfTheRouteIsAsItIs", async () => {
    const browser = await opened();
    const answer = await (await browser.fetch("/_rl/explain?path=/headline%3Fx%3D1")).json();
    expect(answer).toMatchObject({
      environment: "test",
      revision: 7,
      route: "headline",
      visitor: { consent: "personalization", bot: false },
      flags: {
        headline: { variant: "new", reason: "FORCED", experiment: "headline-test" },
        campaign: { variant: "none", reason: "DEFAULT" },
      },
    });
  });

  it("token_worksAsBearerToo", async () => {
    const response = await fetch(`${edge.url}/_rl/explain?path=/nowhere`, {
      headers: { authorization: `Bearer ${link()}` },
    });
    expect(await response.json()).toMatchObject({ route: null, flags: {} });
  });
});
