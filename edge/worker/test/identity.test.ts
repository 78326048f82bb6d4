import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
  visitor,
} from "./harness";

/** Who visitors are: consent, ids, persons on several devices, assignments that stick, segments. */
const origin = generateKeyPairSync("ed25519");
const originKey = origin.publicKey.export({ format: "der", type: "spki" }).subarray(-32);
let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({
    bindings: { IDENTITY_KEYS: JSON.stringify({ shop: originKey.toString("base64") }) },
  });
  await publishAndWait(edge, envelope("S", edgeSnapshot()));
});
afterAll(() => edge.close());
beforeEach(() => {
  edge.origin.identity = null;
  edge.ingest.events.length = 0;
});

function person(sub: string, more: Record<string, unknown> = {}, key = origin.privateKey): string {
  const claims = { sub, aud: "rl-identity", env: "test", iat: seconds(), exp: seconds() + 60 };
  return jws({ ...claims, ...more }, key, "shop");
}

async function login(browser: Browser, token: string): Promise<Response> {
  edge.origin.identity = token;
  const response = await browser.fetch("/login", { method: "POST" });
  edge.origin.identity = null;
  return response;
}

const named = (name: string) => edge.ingest.events.filter((event) => event.name === name);

describe("consent", () => {
  const withConsent = (level: string) => ({ headers: { cookie: `rl_consent=${level}` } });
  async function plain(init: RequestInit) {
    const response = await fetch(`${edge.url}/price`, init);
    return { response, html: await response.text() };
  }

  it("none_hasNoIdAndNoExperiment", async () => {
    for (const init of [
      withConsent("none"),
      { headers: { "sec-gpc": "1", cookie: "rl_consent=personalization" } },
    ]) {
      const { response, html } = await plain(init);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(islandOf(html).exposures).toEqual([]);
      expect(islandOf(html).flags.price?.variant).toBe("a");
      expect(html).not.toContain("__rl_end");
    }
  });

  it("functional_hasAnIdButIsNotCounted", async () => {
    const { response, html } = await plain(withConsent("functional"));
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-rl_id=/);
    expect(islandOf(html).exposures).toEqual([]);
    expect(islandOf(html).token).toBeUndefined();
  });

  it("consentString_isReadByItsPurposes", async () => {
    const withPurposes = (...purposes: number[]) => {
      const bytes = Buffer.alloc(30);
      bytes[0] = 2 << 2;
      for (const purpose of purposes) {
        const bit = 152 + purpose - 1;
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
      }
      return { headers: { cookie: `euconsent-v2=${bytes.toString("base64url")}.rest` } };
    };
    expect((await plain(withPurposes())).response.headers.getSetCookie()).toEqual([]);
    const functional = await plain(withPurposes(1));
    expect(functional.response.headers.getSetCookie()[0]).toMatch(/^__Host-rl_id=/);
    expect(functional.html).not.toContain("__rl_end");
    for (let i = 0; ; i++) {
      const { html } = await plain(withPurposes(1, 8));
      if (!html.includes("__rl_end") && i < 50) continue;
      expect(html).toContain("__rl_end");
      break;
    }
  });

  it("withdrawal_deletesTheCookiesInTheSameResponseAndIsAudited", async () => {
    const { browser } = await visitor(edge, "/price");
    const id = browser.id;
    browser.setCookie("rl_consent", "none");
    const response = await browser.fetch("/price");
    const expired = response.headers.getSetCookie().filter((one) => one.includes("Max-Age=0"));
    expect(expired.map((one) => one.split("=")[0]).sort()).toEqual([
      "__Host-rl_as",
      "__Host-rl_id",
    ]);
    await eventually(() => named("consent_withdrawn").length > 0);
    expect(named("consent_withdrawn")[0]).toMatchObject({ kind: "audit", unit: id });
  });

  it("endpoint_setsTheLevelAndRefusesOthers", async () => {
    const { browser } = await visitor(edge, "/price");
    const ask = (body: string, site = "same-origin") =>
      browser.fetch("/_rl/consent", { method: "POST", headers: { "sec-fetch-site": site }, body });
    const wrong = await ask("everything");
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({
      detail: "consent == everything, must be one of none, functional, analytics, personalization",
    });
    expect((await ask("none", "cross-site")).status).toBe(403);
    const none = await ask("none");
    expect(none.status).toBe(204);
    expect(browser.cookie("rl_consent")).toBe("none");
    expect(none.headers.getSetCookie().some((one) => /^__Host-rl_id=;/.test(one))).toBe(true);
  });

  it("reset_makesAnotherVisitor", async () => {
    const { browser } = await visitor(edge, "/price");
    const before = browser.id;
    const response = await browser.fetch("/_rl/reset", {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
    });
    expect(response.status).toBe(204);
    expect(browser.id).not.toBe(before);
  });
});

describe("ids", () => {
  it("tamperedCookie_isIgnoredAndCounted", async () => {
    const { browser } = await visitor(edge, "/price");
    const cookie = browser.cookie("__Host-rl_id") ?? "";
    browser.setCookie("__Host-rl_id", cookie.replace(/^v1\../, "v1.x"));
    const response = await browser.fetch("/price");
    expect(response.status).toBe(200);
    await eventually(() =>
      named("cookie_tamper").some(({ subject }) => subject === "__Host-rl_id"),
    );
  });

  it("cookieOfAnOldKey_isTakenAndSignedAnew", async () => {
    const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
    const rotating = await startEdge({ bindings: { COOKIE_KEYS: `k2:${key(8)} k1:${key(7)}` } });
    try {
      await publishAndWait(rotating, envelope("S", edgeSnapshot()));
      const { browser: old } = await visitor(edge, "/price");
      const moved = new Browser(rotating);
      moved.setCookie("__Host-rl_id", old.cookie("__Host-rl_id")?.split(";")[0] ?? "");
      await moved.fetch("/price");
      expect(moved.id).toBe(old.id);
      expect(moved.cookie("__Host-rl_id")).toContain(".k2.");
    } finally {
      await rotating.close();
    }
  });

  it("crawlers_areOneVisitorWithoutCookiesAndNeverCounted", async () => {
    const pages = [];
    for (const agent of ["Googlebot/2.1", "bingbot/2.0"]) {
      const response = await fetch(`${edge.url}/price`, { headers: { "user-agent": agent } });
      expect(response.headers.getSetCookie()).toEqual([]);
      pages.push(await response.text());
    }
    const [first, second] = pages.map((html) => islandOf(html ?? "").flags);
    expect(first).toEqual(second);
    expect(pages[0]).not.toContain("__rl_end");
  });
});

describe("assignments that stick", () => {
  it("assignment_isKeptInASealedCookieAndHandedBack", async () => {
    const { browser, island } = await visitor(edge, "/price", "price", "b");
    expect(browser.cookie("__Host-rl_as")).toMatch(/^v1\.price-test~b~3\.k1\.[\w-]{22}$/);
    expect(island.flags.price?.variant).toBe("b");
    const again = await browser.fetch("/price");
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  it("cookieOfSomebodyElse_isIgnored", async () => {
    const { browser: b } = await visitor(edge, "/price", "price", "b");
    const { browser: a } = await visitor(edge, "/price", "price", "a");
    a.setCookie("__Host-rl_as", b.cookie("__Host-rl_as")?.split(";")[0] ?? "");
    const html = await (await a.fetch("/price")).text();
    expect(islandOf(html).flags.price?.variant).toBe("a");
  });

  it("person_getsOnTheSecondDeviceWhatTheFirstWasAssigned", async () => {
    const phone = await visitor(edge, "/price", "price", "b");
    const laptop = await visitor(edge, "/price", "price", "a");
    await login(phone.browser, person("ada"));
    await login(laptop.browser, person("ada"));
    const html = await (await laptop.browser.fetch("/price")).text();
    expect(islandOf(html).flags.price?.variant).toBe("b");
    expect(html).toContain("<h1>Price B</h1>");
  });

  it("nextPersonOnADevice_doesNotInheritFromTheOneBefore", async () => {
    const shared = await visitor(edge, "/price", "price", "a");
    const bobs = await visitor(edge, "/price", "price", "b");
    await login(bobs.browser, person("bob"));
    await login(shared.browser, person("carol"));
    await login(shared.browser, person("bob"));
    const html = await (await shared.browser.fetch("/price")).text();
    expect(islandOf(html).flags.price?.variant).toBe("b");
  });
});

describe("persons", () => {
  it("experimentOnUsers_takesNobodyWhoIsNotLoggedIn", async () => {
    const { island } = await visitor(edge, "/member");
    expect(island.exposures.map(({ experiment }) => experiment)).not.toContain("member-test");
  });

  it("samePerson_getsTheSameVariantOnEveryDevice", async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 4; i++) {
      const { browser } = await visitor(edge, "/member");
      const response = await login(browser, person("dora"));
      expect(response.headers.get("rimlight-identity")).toBeNull();
      expect(browser.cookie("__Host-rl_u")).not.toContain("dora");
      const island = islandOf(await (await browser.fetch("/member")).text());
      expect(island.exposures.map(({ experiment }) => experiment)).toContain("member-test");
      seen.add(island.flags["member-offer"]?.variant ?? "");
    }
    expect(seen.size).toBe(1);
  });

  it("eventsOfAPerson_haveTheSameCodeOnEveryDevice", async () => {
    const codes = new Set<string | undefined>();
    const units = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const { browser } = await visitor(edge, "/member");
      await login(browser, person("emil"));
      const island = islandOf(await (await browser.fetch("/member")).text());
      await browser.beacon(island.token ?? "", [{ kind: "exposure" }]);
      const { id } = browser;
      await eventually(() => edge.ingest.events.some(({ unit }) => unit === id));
      const event = edge.ingest.events.find(({ unit }) => unit === id);
      codes.add(event?.person);
      units.add(id);
    }
    expect(units.size).toBe(2);
    expect(codes.size).toBe(1);
    expect([...codes][0]).toMatch(/^.{8,128}$/);
    expect([...codes][0]).not.toContain("emil");
  });

  it("tokenThatIsNotTheOrigins_linksNobody", async () => {
    const { browser } = await visitor(edge, "/member");
    const stranger = generateKeyPairSync("ed25519").privateKey;
    const bad = [
      person("eve", {}, stranger),
      person("eve", { exp: seconds() - 120, iat: seconds() - 180 }),
      person("eve", { exp: seconds() + 3_600 }),
      person("eve", { env: "production" }),
      person("eve", { aud: "something" }),
      jws({ sub: "eve" }, origin.privateKey, "unknown"),
      "not a token",
    ];
    for (const token of bad) {
      await login(browser, token);
      expect(browser.cookie("__Host-rl_u")).toBeUndefined();
    }
    await eventually(() => named("identity_refused").length >= 5);
  });

  it("headerOfAVisitor_isNotBelieved", async () => {
    const { browser } = await visitor(edge, "/member", undefined, undefined, {
      headers: { "rimlight-identity": person("ada") },
    });
    expect(browser.cookie("__Host-rl_u")).toBeUndefined();
    expect(edge.origin.requests.at(-1)?.headers["rimlight-identity"]).toBeUndefined();
  });
});

describe("segments", () => {
  it("kvAndD1_tellWhoIsInALargeSegment", async () => {
    const { browser: inKv, html: before } = await visitor(edge, "/club");
    expect(before).toContain("<h1>Nobody</h1>");
    const kv = await edge.miniflare.getKVNamespace("CONFIG");
    await kv.put(`seg:${inKv.id}`, JSON.stringify(["club", "other"]));
    expect(await (await inKv.fetch("/club")).text()).toContain("Welcome, member of the club");

    const { browser: inD1 } = await visitor(edge, "/club");
    const state = await edge.miniflare.getD1Database("STATE");
    await state
      .prepare("insert into segment_member values (?, 'club', 0), (?, 'club', 1)")
      .bind(inD1.id, "expired")
      .run();
    expect(await (await inD1.fetch("/club")).text()).toContain("Welcome, member of the club");
  });

  it("analyticsOnly_readsNothingThatIsStored", async () => {
    const { browser } = await visitor(edge, "/club");
    const kv = await edge.miniflare.getKVNamespace("CONFIG");
    await kv.put(`seg:${browser.id}`, JSON.stringify(["club"]));
    browser.setCookie("rl_consent", "analytics");
    expect(await (await browser.fetch("/club")).text()).toContain("<h1>Nobody</h1>");
  });
});
