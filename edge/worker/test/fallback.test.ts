import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  type Edge,
  edgeSnapshot,
  envelope,
  eventually,
  islandOf,
  killList,
  publish,
  publishAndWait,
  startEdge,
  visitor,
} from "./harness";
import { type Moods, moody } from "./moods";
import { listen } from "./origin";

/** Every failure behind the edge, provoked: the visitor gets a page, the answer says what is away, and it comes back by itself. */
let edge: Edge;
const moods: Moods = { kv: "well", d1: "well", queue: "well", relay: "well" };

afterEach(async () => {
  Object.assign(moods, { kv: "well", d1: "well", queue: "well", relay: "well" });
  await edge.close();
});

async function start(options: Parameters<typeof startEdge>[0] = {}): Promise<void> {
  edge = await startEdge({ ...options, change: moody(moods), migrated: "behind" });
}

async function page(path = "/headline"): Promise<{ status: string; html: string; code: number }> {
  const response = await fetch(edge.url + path, { headers: { cookie: "rl_consent=functional" } });
  const status = response.headers.get("rimlight-status") ?? "";
  return { code: response.status, status, html: await response.text() };
}

async function health(): Promise<{ status: string; degraded: string[]; spooledBatches: number }> {
  return (await (await fetch(`${edge.url}/_rl/health`)).json()) as never;
}

const named = (name: string) => edge.ingest.events.filter((event) => event.name === name);

describe("definitions", () => {
  it("nothingPublishedAndEverythingSlow_servesTheOriginsPageInTime", async () => {
    Object.assign(moods, { kv: "slow", relay: "slow" });
    await start();
    const began = Date.now();
    const { code, html } = await page();
    expect(code).toBe(200);
    expect(html).toContain("<h1>Old headline</h1>");
    expect(html).not.toContain("__rl");
    // Half a second is the budget; the rest is what a busy machine may add.
    expect(Date.now() - began).toBeLessThan(1_400);
    expect((await health()).degraded).toContain("config");
  });

  it("relayDown_definitionsComeThroughKvAndTheRelayIsUsedAgainLater", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    moods.relay = "failing";
    const kv = await edge.miniflare.getKVNamespace("CONFIG", "behind");
    await kv.put("kill", envelope("K", killList(5, ["theme"])));
    await eventually(async () => {
      await page();
      return (
        (
          await fetch(`${edge.url}/_rl/health`).then(
            (r) => r.json() as Promise<{ killRevision: number }>,
          )
        ).killRevision === 5
      );
    }, 45_000);
    const { status } = await page();
    expect(status).toMatch(/^rev=7 kill=5 degraded=.*relay/);
    moods.relay = "well";
    await publish(edge, envelope("K", killList(6, [])));
    await eventually(async () => /^rev=7 kill=6$/.test((await page()).status), 50_000);
  }, 90_000);

  it("isolateThatSlept_asksForTheKillListBeforeItServesARouteThatIsKilledHard", async () => {
    await start({ faults: true });
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    Object.assign(moods, { kv: "failing", relay: "deaf" });
    await eventually(async () => (await page()) && (await health()).degraded.includes("relay"));
    await publish(edge, envelope("K", killList(1, ["theme"])));
    const slept = { cookie: "rl_consent=functional", "fault-slept-millis": "60000" };
    const soft = await fetch(`${edge.url}/styled`, { headers: slept });
    expect(islandOf(await soft.text()).flags.theme?.variant).toBe("light");
    expect(soft.headers.get("rimlight-status")).toContain("kill=0");
    const hard = await fetch(`${edge.url}/hard`, { headers: slept });
    expect(hard.headers.get("rimlight-status")).toContain("kill=1");
  });

  it("isolateThatSleptLong_waitsALittleAndServesWhatItHas", async () => {
    await start({ faults: true });
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    Object.assign(moods, { kv: "slow", relay: "slow" });
    const response = await fetch(`${edge.url}/headline`, {
      headers: { cookie: "rl_consent=functional", "fault-slept-millis": "3600000" },
    });
    expect(islandOf(await response.text()).revision).toBe(7);
    expect(response.headers.get("rimlight-status")).toContain("degraded=relay,stale");
  });

  it("kvCorrupt_isIgnoredAndSaid", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    const kv = await edge.miniflare.getKVNamespace("CONFIG", "behind");
    await kv.put("snapshot", "not an envelope");
    moods.relay = "failing";
    await eventually(async () => {
      const { code, html } = await page();
      expect(code).toBe(200);
      expect(islandOf(html).revision).toBe(7);
      return (await health()).degraded.includes("kv");
    }, 45_000);
    moods.relay = "well";
  }, 60_000);

  it("badSignatureOnKv_isRefusedAndTheBundledSnapshotServes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rimlight-bundled-"));
    const file = join(folder, "bundled.bin");
    writeFileSync(file, envelope("S", edgeSnapshot(3)));
    moods.relay = "failing";
    await start({ bundled: file });
    const forged = envelope("S", edgeSnapshot(9));
    forged[forged.length - 20] = (forged[forged.length - 20] ?? 0) ^ 1;
    const kv = await edge.miniflare.getKVNamespace("CONFIG", "behind");
    await kv.put("snapshot", forged);
    const { html, status } = await page();
    expect(islandOf(html).revision).toBe(3);
    expect(status).toMatch(/^rev=3 kill=0 degraded=.*stale/);
    expect((await health()).status).toBe("degraded");
    rmSync(folder, { recursive: true });
  });

  it("everythingAwayAfterStart_lastKnownGoodServes", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    Object.assign(moods, { kv: "failing", relay: "failing", d1: "failing", queue: "failing" });
    for (let i = 0; i < 20; i++) {
      const { code, html } = await page();
      expect(code).toBe(200);
      expect(islandOf(html).revision).toBe(7);
    }
  });

  it("controlPlane_isAskedWhenRelayAndKvAreDown", async () => {
    const asked: (string | undefined)[] = [];
    const control = await listen((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`);
      if (request.url?.endsWith("/envelopes/snapshot")) {
        response.setHeader("etag", '"s8"');
        response.end(envelope("S", edgeSnapshot(8)));
      } else {
        response.statusCode = 404;
        response.end();
      }
    });
    Object.assign(moods, { kv: "failing", relay: "failing" });
    await start({ bindings: { CONTROL_URL: control.url, CONTROL_TOKEN: "t" } });
    const { html } = await page();
    expect(islandOf(html).revision).toBe(8);
    expect(asked).toContain("/v1/environments/test/envelopes/snapshot Bearer t");
    control.server.close();
  });

  it("bypass_passesEverythingThroughAndComesBack", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    const list = (killRevision: number, global: string) => {
      const document = JSON.parse(killList(killRevision, []).toString());
      return envelope("K", Buffer.from(JSON.stringify({ ...document, global })));
    };
    await publishAndWait(edge, list(1, "bypass"));
    const { html } = await page();
    expect(html).not.toContain("__rl");
    expect((await health()).status).toBe("bypassed");
    await publishAndWait(edge, list(2, "on"));
    expect((await page()).html).toContain("__rl");
  });

  it("oldRevision_isNotTakenBack", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot(9)));
    await publish(edge, envelope("S", edgeSnapshot(8)));
    const kv = await edge.miniflare.getKVNamespace("CONFIG", "behind");
    await kv.put("snapshot", envelope("S", edgeSnapshot(4)));
    expect(islandOf((await page()).html).revision).toBe(9);
  });
});

describe("state", () => {
  it("slowKvAndD1_costTheirBudgetAndTheBreakerOpens", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    const { browser } = await visitor(edge, "/club");
    Object.assign(moods, { kv: "slow", d1: "slow" });
    for (let i = 0; i < 8; i++) {
      const began = Date.now();
      const response = await browser.fetch("/club");
      expect(await response.text()).toContain("<h1>Nobody</h1>");
      expect(Date.now() - began).toBeLessThan(1_000);
      if (i > 0) expect(response.headers.get("rimlight-status")).toMatch(/degraded=.*(kv|state)/);
    }
  });
});

describe("events", () => {
  it("queueThrows_keepsWhatMattersInTheSpoolAndDelivers", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    const { browser, island } = await visitor(edge, "/headline");
    moods.queue = "failing";
    const response = await browser.beacon(island.token ?? "", [
      { kind: "exposure" },
      { kind: "conversion", id: "order-queue-down", name: "order", value: 3 },
    ]);
    expect(response.status).toBe(204);
    expect((await browser.fetch("/headline")).headers.get("rimlight-status")).toContain("sink");
    moods.queue = "well";
    await eventually(() => edge.ingest.events.some(({ id }) => id === "order-queue-down"));
    const delivered = edge.ingest.events.find(({ id }) => id === "order-queue-down");
    expect(delivered).toMatchObject({ kind: "conversion", value: 3 });
    expect(edge.ingest.events.some(({ kind }) => kind === "exposure")).toBe(true);
  });

  it("ingestDown_spoolsWhatTheQueueCarriedAndLosesNothing", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    edge.ingest.answer = "broken";
    const ids = Array.from({ length: 10 }, (_, i) => `order-number-${i}`);
    for (const id of ids) {
      const { browser, island } = await visitor(edge, "/headline");
      await browser.beacon(island.token ?? "", [{ kind: "conversion", id, name: "order" }]);
    }
    await eventually(async () => (await health()).spooledBatches > 0);
    edge.ingest.answer = "ok";
    await eventually(
      () => ids.every((id) => edge.ingest.events.some((event) => event.id === id)),
      20_000,
    );
    await eventually(async () => (await health()).spooledBatches === 0);
  });

  it("spoolWithoutRoom_dropsVitalsAndErrorsAndNothingElse", async () => {
    await start({ bindings: { SPOOL_BATCHES: "0" } });
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    edge.ingest.answer = "broken";
    moods.queue = "failing";
    const { browser, island } = await visitor(edge, "/headline");
    await browser.beacon(island.token ?? "", [
      { kind: "vital", id: "vital-dropped", name: "LCP", value: 1 },
      { kind: "exposure" },
      { kind: "conversion", id: "order-is-kept", name: "order" },
      { kind: "error", id: "error-dropped", name: "TypeError" },
    ]);
    await publish(edge, envelope("K", killList(1, ["theme"])));
    await eventually(async () => (await health()).spooledBatches >= 2);
    Object.assign(moods, { queue: "well" });
    edge.ingest.answer = "ok";
    await eventually(() => named("kill_applied").length === 1, 20_000);
    await eventually(() => edge.ingest.events.some(({ id }) => id === "order-is-kept"));
    expect(edge.ingest.events.some(({ kind }) => kind === "exposure")).toBe(true);
    expect(edge.ingest.events.filter(({ kind }) => kind === "vital" || kind === "error")).toEqual(
      [],
    );
  });

  it("ingestShortOfRoom_getsAllOrNothingOfAVisitorsVitalsAndEveryExposure", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    edge.ingest.share = 0.25;
    const of = (kind: string) => edge.ingest.events.filter((event) => event.kind === kind);
    const sampled = () => of("vital").filter(({ weight }) => weight === 4);
    let visitors = 0;
    const visit = async () => {
      const { browser, island } = await visitor(edge, "/headline");
      const vital = (name: string) => ({
        kind: "vital",
        id: `${name}-of-${browser.id}`,
        name,
        value: 1,
      });
      await browser.beacon(island.token ?? "", [{ kind: "exposure" }, vital("LCP"), vital("CLS")]);
      visitors++;
    };
    // The advice takes its way through the queue's consumer and the relay.
    await eventually(async () => {
      await visit();
      return sampled().length > 0;
    }, 20_000);
    const before = visitors;
    for (let i = 0; i < 40; i++) await visit();
    await eventually(() => new Set(of("exposure").map(({ unit }) => unit)).size === visitors);
    const perUnit = Map.groupBy(sampled(), ({ unit }) => unit);
    expect(perUnit.size).toBeGreaterThan(1);
    expect(perUnit.size).toBeLessThan(before + 25);
    expect([...perUnit.values()].every((events) => events.length === 2)).toBe(true);
  });

  it("numbersOfAnIsolate_haveNoGapWhenNothingWasLost", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    for (let i = 0; i < 15; i++) {
      if (i === 5) moods.queue = "failing";
      if (i === 10) moods.queue = "well";
      const { browser, island } = await visitor(edge, "/headline");
      await browser.beacon(island.token ?? "", [{ kind: "exposure" }]);
    }
    await eventually(async () => (await health()).spooledBatches === 0);
    await eventually(() => {
      const numbers = edge.ingest.events.map(({ seq }) => Number(seq)).toSorted((a, b) => a - b);
      return numbers.length > 20 && numbers.every((seq, i) => seq === i);
    });
  });
});

describe("the origin", () => {
  it("originAnswers5xx_isPassedOnAsItIs", async () => {
    await start();
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    edge.origin.mood = "failing";
    const { code, html } = await page();
    expect([code, html]).toEqual([503, "<html><head></head><body>the origin is ill</body></html>"]);
  });

  it("originHangs_isGivenUpAndKeptPagesStillServe", async () => {
    await start({ bindings: { ORIGIN_MILLIS: "400" } });
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    await visitor(edge, "/shared/page");
    edge.origin.mood = "hanging";
    const kept = await visitor(edge, "/shared/page");
    expect(kept.html).toContain("eadline");
    const { code, html } = await page();
    expect(code).toBe(504);
    expect(html).toContain("Please try again");
    edge.origin.mood = "well";
    expect((await page()).code).toBe(200);
  });
});

describe("the Worker", () => {
  it("workerThatThrows_servesTheOriginsPage", async () => {
    await start({ faults: true });
    await publishAndWait(edge, envelope("S", edgeSnapshot()));
    const response = await fetch(`${edge.url}/headline`, { headers: { "fault-throw": "1" } });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("<h1>Old headline</h1>");
  });

  it("editsThatKeepFailing_areSwitchedOffAndReported", async () => {
    const { shopSnapshot } = await import("./harness");
    await start();
    await publishAndWait(edge, envelope("S", shopSnapshot()));
    for (let i = 0; i < 5; i++) {
      const { html } = await page("/hostile");
      expect(html).toContain("<p>after</p></body>");
    }
    expect(await health()).toMatchObject({ editsSwitchedOff: ["hostile"], status: "degraded" });
    await eventually(() => named("edit_failed").length === 3);
    await publishAndWait(edge, envelope("S", shopSnapshot(8)));
    expect(await health()).toMatchObject({ editsSwitchedOff: [], status: "ok" });
  });
});
