import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  Browser,
  type Edge,
  envelope,
  eventually,
  islandOf,
  killList,
  publish,
  publishAndWait,
  shopSnapshot,
  startEdge,
} from "./harness";

/** The Worker in real workerd, in front of a real origin; nothing is mocked. */
let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({ faults: true });
});
afterAll(() => edge.close());

describe("before anything is published", () => {
  it("noSnapshot_passesThePageThrough", async () => {
    const response = await fetch(`${edge.url}/`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<h1 id="greeting">Things</h1></body>');
    expect(response.headers.get("rimlight-status")).toBeNull();
  });

  it("foreignSignature_isRefused", async () => {
    const bytes = envelope("S", shopSnapshot());
    bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1;
    const response = await publish(edge, bytes);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      type: "rimlight:refused",
      detail: expect.stringMatching(/^signature of key [0-9a-f]{8} does not fit the snapshot$/),
    });
  });

  it("killListSignedAsSnapshot_isRefused", async () => {
    const bytes = envelope("K", killList(1, []));
    bytes[4] = "S".charCodeAt(0);
    expect((await publish(edge, bytes)).status).toBe(422);
  });

  it("otherEnvironment_isRefused", async () => {
    const response = await publish(edge, envelope("K", killList(1, [], "production")));
    expect(await response.json()).toMatchObject({
      detail: "environment == production, must be test",
    });
  });
});

describe("with a snapshot", () => {
  beforeAll(() => publishAndWait(edge, envelope("S", shopSnapshot())));
  beforeEach(() => {
    edge.origin.requests.length = 0;
    edge.ingest.events.length = 0;
  });

  it("lowerRevision_changesNothing", async () => {
    const response = await publish(edge, envelope("S", shopSnapshot(3)));
    expect(await response.json()).toMatchObject({ revision: 7 });
  });

  it("productPage_showsTheDecidedVariantAndNoOther", async () => {
    const seen = { plain: 0, urgent: 0 };
    for (let i = 0; i < 40; i++) {
      const html = await (await new Browser(edge).fetch("/products/kettle")).text();
      const variant = islandOf(html).flags["add-to-basket-wording"]?.variant;
      const urgent = html.includes(">Add to basket, free delivery today</button>");
      expect(variant).toBe(urgent ? "urgent" : "plain");
      expect(html.includes('data-tone="urgent"')).toBe(urgent);
      expect(html.includes('<p class="delivery-note">Order today: delivery is free.</p>')).toBe(
        urgent,
      );
      seen[urgent ? "urgent" : "plain"]++;
    }
    expect(seen.plain).toBeGreaterThan(5);
    expect(seen.urgent).toBeGreaterThan(5);
  });

  it("sameVisitor_keepsTheVariant", async () => {
    const browser = new Browser(edge);
    const first = islandOf(await (await browser.fetch("/products/kettle")).text()).flags;
    for (let i = 0; i < 5; i++) {
      const again = islandOf(await (await browser.fetch("/products/kettle")).text()).flags;
      expect(again).toEqual(first);
    }
  });

  it("variantWithAnOtherPath_comesFromThatPathOfTheOrigin", async () => {
    for (let i = 0; i < 12; i++) {
      const html = await (await new Browser(edge).fetch("/basket")).text();
      const layout = islandOf(html).flags["basket-layout"]?.variant;
      expect(html).toContain(`data-layout="${layout}"`);
      expect(edge.origin.requests.at(-1)?.path).toBe(
        layout === "short" ? "/basket/short" : "/basket",
      );
    }
  });

  it("idCookie_isSetOnceWithEveryGuard", async () => {
    const browser = new Browser(edge);
    const first = await browser.fetch("/");
    const own = first.headers.getSetCookie().find((cookie) => cookie.startsWith("__Host-rl_id="));
    expect(own).toMatch(
      /^__Host-rl_id=v1\.[\w-]{22}\.\d{5}\.k1\.[\w-]{22}; Path=\/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax$/,
    );
    expect(first.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/", own]);
    const second = await browser.fetch("/");
    expect(second.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/"]);
  });

  it("tamperedCookie_isIgnoredAndReplaced", async () => {
    const browser = new Browser(edge);
    await browser.fetch("/");
    const cookie = browser.cookie("__Host-rl_id") ?? "";
    const flipped = cookie.replace(/^v1\.(.)/, (_, c) => `v1.${c === "A" ? "B" : "A"}`);
    browser.setCookie("__Host-rl_id", flipped);
    const response = await browser.fetch("/");
    expect(response.status).toBe(200);
    expect(browser.id).not.toBe(flipped.split(".")[1]);
  });

  it("globalPrivacyControl_meansNoIdAndNoExperiment", async () => {
    const browser = new Browser(edge);
    const response = await browser.fetch("/products/kettle", { headers: { "sec-gpc": "1" } });
    expect(browser.id).toBeUndefined();
    const island = islandOf(await response.text());
    expect(island.flags["add-to-basket-wording"]?.variant).toBe("plain");
    expect(island.exposures).toEqual([]);
    expect(island.token).toBeUndefined();
  });

  it("hostileValues_stayText", async () => {
    const html = await (
      await new Browser(edge).fetch("/hostile?q=</script><script>alert(2)")
    ).text();
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("<script>alert");
    expect(html).toContain(`title="&lt;script>alert(1)&lt;/script>&amp;&quot;'"`);
    expect(html).toContain('<p class="x&quot;&gt;&lt;i&gt;">');
    const raw = html.match(/id="__rl">(.*?)<\/script>/s)?.[1] ?? "";
    expect(raw).toContain("\\u003c/script\\u003e");
    expect(raw).not.toMatch(/[<>&\u2028\u2029]/);
    const island = islandOf(html);
    expect(island.flags.hostile?.value).toBe("<script>alert(1)</script>&\"'");
    expect(island.flags.limits?.value).toEqual({ max: 3, tags: ["</script>", "\u2028"] });
    expect(island.flags.discount?.value).toBe(0.1);
  });

  it("editThatCannotBeMade_leavesThePageWhole", async () => {
    const html = await (await new Browser(edge).fetch("/hostile")).text();
    expect(html).toContain("<p>after</p></body></html>");
    await eventually(() => edge.ingest.events.some(({ name }) => name === "edit_failed"));
    expect(edge.ingest.events.find(({ name }) => name === "edit_failed")).toMatchObject({
      kind: "error",
      source: "edge",
      subject: expect.stringMatching(/^hostile: setAttribute /),
    });
  });

  it("otherThanPages_passUntouched", async () => {
    const json = await new Browser(edge).fetch("/data.json");
    expect(await json.text()).toBe('{"untouched":true}');
    expect(json.headers.get("etag")).toBe('"origin"');
    const missing = await new Browser(edge).fetch("/missing");
    expect(missing.status).toBe(404);
    const broken = await new Browser(edge).fetch("/broken");
    expect(broken.status).toBe(503);
    expect(await broken.text()).toContain("the origin's own error page");
  });

  it("slowOrigin_isStreamedThrough", async () => {
    const response = await new Browser(edge).fetch("/slow");
    const reader = response.body?.getReader();
    const started = Date.now();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain("first");
    await reader?.read();
    expect(Date.now() - started).toBeGreaterThan(100);
  });

  it("headersOfTheEdge_cannotBeSentByAVisitor", async () => {
    await new Browser(edge).fetch("/", { headers: { "rimlight-edge": "forged" } });
    expect(edge.origin.requests.at(-1)?.headers["rimlight-edge"]).toBeUndefined();
  });

  it("workerThatThrows_servesTheOriginsPage", async () => {
    const response = await new Browser(edge).fetch("/", { headers: { "fault-throw": "1" } });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<h1 id="greeting">Things</h1></body>');
  });

  it("unknownOwnPath_isNotSentToTheOrigin", async () => {
    const response = await fetch(`${edge.url}/_rl/secret`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(edge.origin.requests).toEqual([]);
  });
});

describe("events", () => {
  beforeEach(() => {
    edge.ingest.events.length = 0;
    edge.ingest.answer = "ok";
  });

  it("exposure_isWhatTheEdgeDecidedWhateverTheBeaconSays", async () => {
    const browser = new Browser(edge);
    const island = islandOf(await (await browser.fetch("/products/kettle")).text());
    const response = await browser.beacon(island.token ?? "", [
      { kind: "exposure", experiment: "forged", variant: "forged" },
    ]);
    expect(response.status).toBe(204);
    await eventually(() => edge.ingest.events.length > 0);
    expect(edge.ingest.events).toEqual([
      expect.objectContaining({
        kind: "exposure",
        unit: browser.id,
        experiment: "wording",
        variant: island.flags["add-to-basket-wording"]?.variant,
        revision: 7,
        route: "product",
        source: "client",
      }),
    ]);
  });

  it("repeatedExposure_hasTheSameIdAndTheNextNumber", async () => {
    const browser = new Browser(edge);
    const island = islandOf(await (await browser.fetch("/products/kettle")).text());
    await browser.beacon(island.token ?? "", [{ kind: "exposure" }]);
    await browser.beacon(island.token ?? "", [{ kind: "exposure" }]);
    await eventually(() => edge.ingest.events.length === 2);
    const [first, second] = edge.ingest.events;
    expect(second?.id).toBe(first?.id);
    expect(second?.isolate).toBe(first?.isolate);
    expect(Number(second?.seq)).toBe(Number(first?.seq) + 1);
  });

  it("order_makesTheNextPageGreetTheCustomer", async () => {
    const browser = new Browser(edge);
    const island = islandOf(await (await browser.fetch("/")).text());
    expect(island.flags.greeting?.variant).toBe("everybody");
    await browser.beacon(island.token ?? "", [
      { kind: "conversion", id: "order-12345678", name: "order", value: 42.5 },
    ]);
    await eventually(() => edge.ingest.events.length > 0);
    expect(edge.ingest.events[0]).toMatchObject({
      id: "order-12345678",
      name: "order",
      value: 42.5,
    });
    await eventually(async () =>
      (await (await browser.fetch("/")).text()).includes('<h1 id="greeting">Welcome back</h1>'),
    );
  });

  it("tokenOfSomebodyElse_isRefused", async () => {
    const victim = new Browser(edge);
    const island = islandOf(await (await victim.fetch("/products/kettle")).text());
    const thief = new Browser(edge);
    await thief.fetch("/");
    const response = await thief.beacon(island.token ?? "", [{ kind: "exposure" }]);
    expect(response.status).toBe(403);
    expect(edge.ingest.events).toEqual([]);
  });

  it("badBeacons_areToldWhatIsWrong", async () => {
    const browser = new Browser(edge);
    const token = islandOf(await (await browser.fetch("/")).text()).token ?? "";
    const detail = async (events: unknown[]) =>
      ((await (await browser.beacon(token, events)).json()) as { detail: string }).detail;
    expect(await detail([{ kind: "purchase" }])).toBe(
      "events[0].kind == purchase, must be exposure, conversion, vital or error",
    );
    expect(await detail([{ kind: "conversion", id: "x", name: "order" }])).toBe(
      "events[0].id must be 8 to 48 of A-Za-z0-9_-",
    );
    expect(await detail(Array(51).fill({ kind: "exposure" }))).toBe(
      "number of events == 51, must be <= 50",
    );
    const foreign = await browser.fetch("/_rl/b", {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
      body: "{}",
    });
    expect(foreign.status).toBe(403);
    const large = await browser.fetch("/_rl/b", { method: "POST", body: "x".repeat(32_769) });
    expect(large.status).toBe(413);
    expect(edge.ingest.events).toEqual([]);
  });

  it("ingestAway_keepsTheEventsAndDeliversThemLater", async () => {
    edge.ingest.answer = "broken";
    const browser = new Browser(edge);
    const token = islandOf(await (await browser.fetch("/")).text()).token ?? "";
    const response = await browser.beacon(token, [
      { kind: "conversion", id: "order-while-away", name: "order" },
    ]);
    expect(response.status).toBe(204);
    expect(edge.ingest.events).toEqual([]);
    edge.ingest.answer = "ok";
    await eventually(() => edge.ingest.events.some(({ id }) => id === "order-while-away"));
  });
});

describe("kill", () => {
  it("killedFlag_servesItsOffVariantAtOnceAndTheKillCanBeTakenBack", async () => {
    const shown = async () =>
      (await (await new Browser(edge).fetch("/")).text()).includes('class="banner"');
    expect(await shown()).toBe(true);
    edge.ingest.events.length = 0;
    await publishAndWait(edge, envelope("K", killList(1, ["delivery-banner"])));
    expect(await shown()).toBe(false);
    await eventually(() => edge.ingest.events.some(({ name }) => name === "kill_applied"));
    await publishAndWait(edge, envelope("S", shopSnapshot(8)));
    expect(await shown()).toBe(false);
    await publishAndWait(edge, envelope("K", killList(2, [])));
    expect(await shown()).toBe(true);
  });

  it("olderKillList_isNotTaken", async () => {
    const response = await publish(edge, envelope("K", killList(1, ["greeting"])));
    expect(await response.json()).toMatchObject({ killRevision: 2 });
  });
});

describe("a restart", () => {
  it("isolateThatStartsAnew_hasTheLastSnapshotAndKillListWithoutTheControlPlane", async () => {
    const data = mkdtempSync(join(tmpdir(), "rimlight-edge-"));
    const first = await startEdge({ data });
    await publishAndWait(first, envelope("S", shopSnapshot()));
    await publishAndWait(first, envelope("K", killList(1, ["delivery-banner"])));
    await first.close();
    const second = await startEdge({ data });
    try {
      const html = await (await new Browser(second).fetch("/")).text();
      expect(islandOf(html).revision).toBe(7);
      expect(html).not.toContain('class="banner"');
    } finally {
      await second.close();
      rmSync(data, { recursive: true, force: true });
    }
  });

  it("relayThatLostItsState_isReplacedByKv", async () => {
    const data = mkdtempSync(join(tmpdir(), "rimlight-edge-"));
    const first = await startEdge({ data });
    await publishAndWait(first, envelope("S", shopSnapshot()));
    const kv = await first.miniflare.getKVNamespace("CONFIG");
    await eventually(async () => (await kv.get("snapshot")) !== null);
    await first.close();
    rmSync(join(data, "do"), { recursive: true, force: true });
    const second = await startEdge({ data });
    try {
      const html = await (await new Browser(second).fetch("/products/kettle")).text();
      expect(islandOf(html).revision).toBe(7);
    } finally {
      await second.close();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
