import http from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  Browser,
  type Edge,
  edgeSnapshot,
  envelope,
  eventually,
  publishAndWait,
  startEdge,
  visitor,
  visitorInArm,
} from "./harness";
import { listen } from "./origin";

/** What pages become on their way: edits, rewrites, redirects, caches, and what must not be touched. */
let edge: Edge;
let other: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  other = await listen((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<html><head></head><body><h1>elsewhere ${request.url}</h1></body></html>`);
  });
  edge = await startEdge({ bindings: { ORIGINS: JSON.stringify({ other: other.url }) } });
  await publishAndWait(edge, envelope("S", edgeSnapshot()));
});
afterAll(async () => {
  await edge.close();
  other.server.close();
});
beforeEach(() => {
  edge.origin.requests.length = 0;
  edge.ingest.events.length = 0;
});

/** Chunks as they arrive, with the milliseconds since the request. */
function chunks(path: string): Promise<{ at: number; text: string }[]> {
  const began = Date.now();
  return new Promise((resolve, reject) => {
    http
      .get(`${edge.url}${path}`, (response) => {
        const seen: { at: number; text: string }[] = [];
        response.on("data", (data) => seen.push({ at: Date.now() - began, text: String(data) }));
        response.on("end", () => resolve(seen));
      })
      .on("error", reject);
  });
}

describe("edits", () => {
  it("everyAction_changesItsElementAndLeavesTheRest", async () => {
    const { html } = await visitor(edge, "/styled");
    expect(html).toContain("<h1><em>Styled</em></h1>");
    expect(html).not.toContain("gone</p>");
    expect(html).toContain("<body><h1><em>Styled</em></h1><b>kept</b>");
    expect(html).toContain('<i id="badge" class="big hot">b</i>');
    expect(html).toContain("<strong>new</strong>");
    expect(html).not.toContain('id="swap"');
  });

  it("stylesAndModule_carryTheNonceOfThePage", async () => {
    const { html, response } = await visitor(edge, "/styled");
    expect(html).toContain('<style nonce="abc123=">h1{color:red}</style>');
    expect(html).toMatch(/<script type="module" src="\/_rl\/client\.\w+\.js" nonce="abc123=">/);
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'self'; style-src 'self' 'nonce-abc123='; script-src 'nonce-abc123='",
    );
  });

  it("applied_isToldAlikeInBothArms", async () => {
    for (const variant of ["old", "new"]) {
      const { browser, island } = await visitor(edge, "/headline", "headline", variant);
      // The route also looks for #missing, which the page does not have.
      expect(island.applied).toEqual({ "headline-test": false });
      await browser.beacon(island.token ?? "", [{ kind: "exposure" }]);
      await eventually(() =>
        edge.ingest.events.some(
          (event) => event.variant === variant && event.experiment === "headline-test",
        ),
      );
      const exposure = edge.ingest.events.find(
        (event) => event.variant === variant && event.experiment === "headline-test",
      );
      expect(exposure).toMatchObject({ kind: "exposure", applied: false });
    }
  });

  it("editThatNoLongerMatches_leavesThePageWholeAndIsReported", async () => {
    const fresh = await startEdge();
    try {
      await publishAndWait(fresh, envelope("S", edgeSnapshot()));
      const { html } = await visitor(fresh, "/headline", "headline", "new");
      expect(html).toContain("New &lt;b&gt;headline&lt;/b&gt; &amp; more</h1>");
      expect(html).toMatch(/<\/body><\/html>/);
      const unmatched = () => fresh.ingest.events.find(({ name }) => name === "edit_unmatched");
      await eventually(() => unmatched() !== undefined);
      expect(unmatched()).toMatchObject({
        kind: "edge",
        subject: "headline: setText #missing",
        value: 1,
      });
    } finally {
      await fresh.close();
    }
  });

  it("valueWithMarkup_isEscapedWhereItLands", async () => {
    const { html } = await visitor(edge, "/headline", "headline", "new");
    expect(html).toContain("<h1>New &lt;b&gt;headline&lt;/b&gt; &amp; more</h1>");
  });

  it("hostileQuery_neverReachesThePage", async () => {
    const { html } = await visitor(
      edge,
      `/headline?utm_campaign=${encodeURIComponent("</script><script>alert(1)</script>")}`,
    );
    expect(html).not.toContain("alert(1)");
    const spring = await visitor(edge, "/headline?utm_campaign=spring");
    expect(spring.island.flags.campaign?.variant).toBe("spring");
  });

  it("slowOrigin_isEditedWhileItStreams", async () => {
    const slow = await startEdge();
    try {
      const { shopSnapshot } = await import("./harness");
      await publishAndWait(slow, envelope("S", shopSnapshot()));
      await (await fetch(`${slow.url}/products/slow`)).text();
      const before = edge;
      edge = slow;
      const seen = await chunks("/products/slow");
      edge = before;
      const firstAt = seen.find(({ text }) => text.includes("first"))?.at ?? 0;
      const lastAt = seen.find(({ text }) => text.includes("last"))?.at ?? 0;
      expect(lastAt - firstAt).toBeGreaterThan(200);
      const head = seen.filter(({ at }) => at < lastAt).map(({ text }) => text);
      expect(head.join("")).toContain('id="__rl"');
      expect(head.join("")).toContain("first");
    } finally {
      await slow.close();
    }
  });

  it("pageWithoutHeadAndBodyTags_stillGetsItsIsland", async () => {
    const { html } = await visitor(edge, "/shared/headless", "headline", "new");
    expect(html.split('id="__rl"')).toHaveLength(2);
    expect(html).toContain("New &lt;b&gt;headline");
  });
});

describe("rewrites", () => {
  it("otherPath_comesFromThereAndSaysWhoseItIs", async () => {
    const { html } = await visitor(edge, "/checkout", "checkout", "there");
    expect(html).toContain("<h1>there</h1>");
    expect(html).toMatch(/<link rel="canonical" href="http:\/\/[\w.:]+\/checkout">/);
    expect(html).not.toContain("old.example");
  });

  it("otherOrigin_isOneThatTheOperatorAllowed", async () => {
    const { html } = await visitor(edge, "/checkout", "checkout", "elsewhere");
    expect(html).toContain("<h1>elsewhere /checkout-elsewhere</h1>");
  });

  it("originIsTold_whatWasDecidedAndByNobodyElse", async () => {
    await visitor(edge, "/checkout?x=1", "checkout", "there", {
      headers: { "rimlight-variant": "checkout=here", "x-original-url": "/admin" },
    });
    const told = edge.origin.requests.find(({ path }) => path.startsWith("/checkout-there"));
    expect(told?.headers["rimlight-variant"]).toBe("checkout=there");
    expect(told?.headers["x-original-url"]).toBeUndefined();
  });

  it("otherPathThatFails_givesThePageThatEverybodyHas", async () => {
    const broken = await startEdge({ bindings: { ORIGINS: '{"other":"http://127.0.0.1:9"}' } });
    try {
      await publishAndWait(broken, envelope("S", edgeSnapshot()));
      const { html, island, browser } = await visitor(broken, "/checkout", "checkout", "elsewhere");
      expect(html).toContain("<h1>here</h1>");
      expect(island.applied).toEqual({ "checkout-test": false });
      const again = await browser.fetch("/checkout");
      expect(again.headers.get("rimlight-status")).toBe("rev=7 kill=0 degraded=origin");
      await eventually(() => broken.ingest.events.some(({ name }) => name === "rewrite_failed"));
    } finally {
      await broken.close();
    }
  });
});

describe("redirects", () => {
  async function landing(variant: "go" | "stay", init: RequestInit = {}) {
    for (let i = 0; i < 100; i++) {
      const browser = new Browser(edge);
      const response = await browser.fetch("/landing?utm_source=mail&from=mine", init);
      await response.text();
      if (response.headers.get("server-timing")?.includes("rl-arm")) continue;
      if ((response.status === 302) === (variant === "go")) return { browser, response };
    }
    throw new Error("no such visitor");
  }

  it("redirect_keepsTheQueryAndIsForThisVisitorAlone", async () => {
    const { response } = await landing("go");
    expect(response.headers.get("location")).toBe("/landed?from=test&utm_source=mail");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.getSetCookie().some((one) => one.startsWith("__Host-rl_id="))).toBe(
      true,
    );
  });

  it("exposures_areCountedAtTheEdgeForThoseWhoGoAndThoseWhoStay", async () => {
    for (const variant of ["go", "stay"] as const) {
      const { browser } = await landing(variant);
      await eventually(() =>
        edge.ingest.events.some(
          (event) => event.unit === browser.id && event.experiment === "landing-test",
        ),
      );
      expect(edge.ingest.events.find((event) => event.unit === browser.id)).toMatchObject({
        kind: "exposure",
        variant,
        source: "edge",
      });
    }
  });

  it("circle_endsAtThePage", async () => {
    const { browser } = await landing("go");
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await browser.fetch("/landing")).status);
    expect(statuses).toEqual([302, 302, 200, 200]);
  });

  it("prefetch_countsNobody", async () => {
    const { browser } = await landing("go");
    const own = () => edge.ingest.events.filter(({ unit }) => unit === browser.id);
    await eventually(() => own().length === 1);
    const response = await browser.fetch("/landing", {
      headers: { "sec-purpose": "prefetch;prerender" },
    });
    expect(response.status).toBe(503);
    expect(response.headers.get("cache-control")).toBe("no-store");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(own()).toHaveLength(1);
  });

  it("crawler_isNotSentAway", async () => {
    const response = await fetch(`${edge.url}/landing`, {
      redirect: "manual",
      headers: { "user-agent": "Googlebot/2.1" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
    const html = await response.text();
    expect(html).toContain("<h1>landing</h1>");
    expect(html).not.toContain('id="__rl_end"');
  });
});

describe("shared pages", () => {
  it("baseInTheCache_isTheOriginsPageForEverybody", async () => {
    const first = await visitor(edge, "/shared/page?utm_source=a", "headline", "new");
    const second = await visitor(edge, "/shared/page?utm_source=b", "headline", "old");
    expect(first.response.headers.get("server-timing")).toMatch(/rl-cache;desc=(MISS|HIT)/);
    expect(second.response.headers.get("server-timing")).toContain("rl-cache;desc=HIT");
    expect(first.html).toContain("New &lt;b&gt;");
    expect(second.html).toContain("Old headline");
    const shared = edge.origin.requests.filter(
      ({ headers }) => headers["user-agent"] === "Rimlight",
    );
    expect(shared).toHaveLength(1);
    expect(shared[0]?.headers.cookie).toBeUndefined();
    expect(shared[0]?.path).toBe("/shared/page");
  });

  it("whatIsForOneVisitor_isNeverKept", async () => {
    for (const path of ["/shared/private", "/shared/cookie", "/shared/nonce", "/shared/login"]) {
      await visitor(edge, path);
      const { response } = await visitor(edge, path);
      expect(response.headers.get("server-timing")).toContain("rl-cache;desc=BYPASS");
    }
  });

  it("compressedPage_isKeptAndEdited", async () => {
    const { html } = await visitor(edge, "/shared/gzip", "headline", "new");
    expect(html).toContain("New &lt;b&gt;");
    const again = await visitor(edge, "/shared/gzip", "headline", "old");
    expect(again.response.headers.get("server-timing")).toContain("rl-cache;desc=HIT");
    expect(again.html).toContain("<h1>Old headline</h1>");
  });

  it("editedPage_isKeptPerVariantAndStillTellsWhatWasApplied", async () => {
    for (const variant of ["new", "old"]) {
      const first = await visitor(edge, "/edited/page", "headline", variant);
      const second = await visitor(edge, "/edited/page", "headline", variant);
      expect(second.response.headers.get("server-timing")).toContain("rl-cache;desc=HIT");
      expect(second.island.applied).toEqual({ "headline-test": true });
      expect(first.island.token).not.toBe(second.island.token);
      expect(second.html.includes("New &lt;b&gt;")).toBe(variant === "new");
    }
    const asked = edge.origin.requests.filter(
      ({ headers }) => headers["user-agent"] === "Rimlight",
    );
    expect(asked).toHaveLength(2);
  });

  it("cachedObject_isTheSameToTheByteWhoeverFilledIt", async () => {
    const bodies = [];
    for (let i = 0; i < 2; i++) {
      const fresh = await startEdge();
      try {
        await publishAndWait(fresh, envelope("S", edgeSnapshot()));
        const { browser, island } = await visitor(fresh, "/edited/page", "headline", "new");
        const key = keyOf(fresh.origin.url, "/edited/page", "7 headline.new");
        await eventually(async () => {
          const cache = await fresh.miniflare.getCaches();
          return (await cache.default.match(key)) !== undefined;
        });
        const cache = await fresh.miniflare.getCaches();
        const object = await cache.default.match(key);
        const body = (await object?.text()) ?? "";
        for (const own of [browser.id, island.token, island.page, "__rl", "nonce"]) {
          expect(body).not.toContain(own);
        }
        expect(object?.headers.get("set-cookie")).toBeNull();
        bodies.push(body);
      } finally {
        await fresh.close();
      }
    }
    expect(bodies[0]).toContain("New &lt;b&gt;headline");
    expect(bodies[0]).toBe(bodies[1]);
  });

  it("addressesOfTheCache_cannotBeAskedFor", async () => {
    const key = keyOf(edge.url, "/shared/page", "");
    const response = await fetch(key);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("problem+json");
  });

  it("variantInQueryOrHeader_doesNotChooseTheCachedPage", async () => {
    const { browser, html } = await visitor(edge, "/edited/page", "headline", "old");
    const again = await browser.fetch("/edited/page?headline=new&rl=new", {
      headers: { "rimlight-variant": "headline=new", "x-forwarded-host": "evil.example" },
    });
    expect((await again.text()).includes("New &lt;b&gt;")).toBe(html.includes("New &lt;b&gt;"));
  });

  /** As src/kept.ts makes it. */
  function keyOf(url: string, path: string, variants: string): string {
    const fnv = (text: string, seed: number) => {
      let hash = seed;
      for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, "0");
    };
    const text = `${new URL(url).host} ${variants}`;
    return `${url}/_rl/c/${fnv(text, 0x811c9dc5)}${fnv(text, 0x050c5d1f)}${path}`;
  }
});

describe("a page that is fetched ahead", () => {
  it("prefetch_isAssignedButNotExposed", async () => {
    const { browser, island } = await visitor(edge, "/headline", undefined, undefined, {
      headers: { "sec-purpose": "prefetch;prerender" },
    });
    const own = () => edge.ingest.events.filter(({ unit }) => unit === browser.id);
    await eventually(() => own().length === island.exposures.length);
    expect(own().map(({ kind, name, experiment }) => [kind, name, experiment])).toEqual(
      island.exposures.map(({ experiment }) => ["assignment", "prefetch", experiment]),
    );
  });
});

describe("what is not a page", () => {
  it("compressedFile_arrivesAsItWasSent", async () => {
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      const headers = { "accept-encoding": "gzip" };
      http
        .get(`${edge.url}/packed.css`, { headers }, (response) => {
          expect(response.headers["content-encoding"]).toBe("gzip");
          const chunks: Buffer[] = [];
          response.on("data", (chunk) => chunks.push(chunk));
          response.on("end", () => resolve(Buffer.concat(chunks)));
        })
        .on("error", reject);
    });
    expect(gunzipSync(bytes).toString()).toBe("h1{color:red}");
  });

  it("range_givesThePartAndNothingElse", async () => {
    const response = await fetch(`${edge.url}/file.bin`, { headers: { range: "bytes=10-19" } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 10-19/1000");
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
  });

  it("unchangedFile_is304", async () => {
    const response = await fetch(`${edge.url}/file.bin`, {
      headers: { "if-modified-since": "Wed, 25 Nov 2026 00:00:00 GMT" },
    });
    expect(response.status).toBe(304);
  });

  it("head_hasTheHeadersOfThePageAndNoBody", async () => {
    const { browser } = await visitor(edge, "/headline");
    const response = await browser.fetch("/headline", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    expect(edge.origin.requests.at(-1)?.method).toBe("HEAD");
  });

  it("unchangedPage_is304ForTheSameVisitorAndVariantOnly", async () => {
    const { browser, response } = await visitor(edge, "/shared/page");
    const etag = response.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"v1-7-[0-9a-f]{16}"$/);
    const headers = { "if-none-match": etag };
    expect((await browser.fetch("/shared/page", { headers })).status).toBe(304);
    const somebodyElse = await visitor(edge, "/shared/page", undefined, undefined, { headers });
    expect(somebodyElse.response.status).toBe(200);
  });

  it("manySetCookies_stayApart", async () => {
    const { response } = await visitor(edge, "/shared/cookie");
    const [a, b, own] = response.headers.getSetCookie();
    expect([a, b]).toEqual(["a=1; Path=/", "b=2; Path=/"]);
    expect(own).toMatch(/^__Host-rl_id=/);
  });

  it("largePage_isWholeAfterEdits", async () => {
    const { html } = await visitor(edge, "/shared/large", "headline", "new");
    expect(html).toContain("New &lt;b&gt;");
    expect(html).toContain('<i id="last">last</i>');
  });
});

describe("what the platform costs", () => {
  it("bypassAndShadow_getTheOriginsBytes", async () => {
    for (const arm of ["bypass", "shadow"] as const) {
      const { html, response } = await visitorInArm(edge, "/headline", arm);
      expect(html).toBe(
        "<html><head><title>t</title></head><body><h1>Old headline</h1></body></html>",
      );
      expect(response.headers.get("rimlight-status")).toBeNull();
    }
  });

  it("unchangedPageOfAnArmThatIsNotTouched_isTheOrigins304", async () => {
    const { browser } = await visitorInArm(edge, "/headline", "bypass");
    await browser.fetch("/headline", {
      headers: { accept: "text/html", "if-none-match": '"seen"' },
    });
    expect(edge.origin.requests.at(-1)?.headers["if-none-match"]).toBe('"seen"');
    const full = await visitor(edge, "/headline");
    await full.browser.fetch("/headline", {
      headers: { accept: "text/html", "if-none-match": '"seen"' },
    });
    expect(edge.origin.requests.at(-1)?.headers["if-none-match"]).toBeUndefined();
  });

  it("arms_areCountedLikeEveryExperiment", async () => {
    const { browser } = await visitorInArm(edge, "/headline", "bypass");
    const response = await browser.fetch("/_rl/b", {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
      body: JSON.stringify({
        events: [{ kind: "exposure" }, { kind: "vital", id: "vital-0001", name: "LCP", value: 9 }],
      }),
    });
    expect(response.status).toBe(204);
    await eventually(() => edge.ingest.events.length >= 2);
    expect(edge.ingest.events.find(({ kind }) => kind === "exposure")).toMatchObject({
      experiment: "platform-cost",
      variant: "bypass",
      unit: browser.id,
    });
    const full = await visitor(edge, "/headline");
    expect(full.island.exposures).toContainEqual({ experiment: "platform-cost", variant: "full" });
    const refused = await full.browser.fetch("/_rl/b", {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ events: [{ kind: "exposure" }] }),
    });
    expect(refused.status).toBe(403);
  });

  it("serverTiming_saysWhatWasWaitedForAndNotWhatWasComputed", async () => {
    const { response } = await visitor(edge, "/headline");
    expect(response.headers.get("server-timing")).toMatch(
      /^rl-cfg;desc="r7", rl-io;dur=\d+, rl-cache;desc=BYPASS$/,
    );
  });
});
