import http from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type Browser,
  type Edge,
  edgeSnapshot,
  envelope,
  eventually,
  islandOf,
  publishAndWait,
  startEdge,
  visitor,
} from "./harness";

/** What strangers send: the answer is an error that says why, or the page as it is. */
let edge: Edge;
let browser: Browser;
let token: string;

beforeAll(async () => {
  edge = await startEdge({ beaconsPerMinute: 40 });
  await publishAndWait(edge, envelope("S", edgeSnapshot()));
});
afterAll(() => edge.close());
beforeEach(async () => {
  const somebody = await visitor(edge, "/headline");
  browser = somebody.browser;
  token = somebody.island.token ?? "";
  edge.ingest.events.length = 0;
});

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  browser.fetch("/_rl/b", {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin", ...headers },
    body,
  });

const codeOf = async (response: Response) => {
  const { type, detail } = (await response.json()) as { type: string; detail: string };
  return [response.status, type, detail];
};

describe("beacons", () => {
  it("tenMegabytes_areRefusedWithoutBeingRead", async () => {
    // The rest is never sent: the answer does not wait for it.
    expect(await statusOf({ "content-length": String(10 * 1024 * 1024) }, 1_000)).toBe(413);
  });

  it("bodyWithoutLength_isCutAtTheLimit", async () => {
    expect(await statusOf({ "transfer-encoding": "chunked" }, 33_000)).toBe(413);
  });

  /** The answer to a body of which so much has arrived, and more is to come. */
  function statusOf(headers: Record<string, string>, sent: number): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(edge.url);
      const request = http.request({ port, path: "/_rl/b", method: "POST", headers });
      request.on("response", (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on("error", reject);
      request.write("x".repeat(sent));
    });
  }

  it("invalidUtf8_isRefused", async () => {
    expect(await codeOf(await post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])))).toEqual([
      400,
      "rimlight:bad_beacon",
      "body is not UTF-8",
    ]);
  });

  it("prototypeKeys_changeNothing", async () => {
    const body = `{"__proto__":{"polluted":true},"token":${JSON.stringify(token)},"events":[
      {"kind":"vital","id":"vital-00001","name":"LCP","value":1,"__proto__":{"experiment":"forged"},"constructor":1}]}`;
    expect((await post(body)).status).toBe(204);
    const vital = () => edge.ingest.events.find(({ id }) => id === "vital-00001");
    await eventually(() => vital() !== undefined);
    expect(vital()).not.toHaveProperty("experiment");
    expect(vital()).not.toHaveProperty("polluted");
    expect(await codeOf(await post('{"__proto__":{"events":[]}}'))).toEqual([
      400,
      "rimlight:bad_beacon",
      "events must be an array",
    ]);
  });

  it("deepNesting_isAnErrorAndNotAnAccident", async () => {
    const response = await post(`${"[".repeat(10_000)}${"]".repeat(10_000)}`);
    expect(response.status).toBe(400);
  });

  it("otherSites_areRefused", async () => {
    const body = JSON.stringify({ token, events: [{ kind: "exposure" }] });
    expect((await post(body, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    const old = await fetch(`${edge.url}/_rl/b`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body,
    });
    expect(await codeOf(old)).toEqual([
      403,
      "rimlight:foreign_origin",
      expect.stringContaining("origin == https://evil.example, must be "),
    ]);
  });

  it("fieldsOutOfBounds_areNamed", async () => {
    const wrong = async (event: unknown) =>
      (await codeOf(await post(JSON.stringify({ token, events: [event] }))))[2];
    const vital = { kind: "vital", id: "vital-00001", name: "LCP" };
    expect(await wrong({ ...vital, navigation: "teleport" })).toMatch(
      /^events\[0\]\.navigation must be one of navigate, /,
    );
    expect(await wrong({ ...vital, subject: "x".repeat(201) })).toBe(
      "events[0].subject must be at most 200 characters",
    );
    expect(await wrong({ ...vital, name: "x".repeat(65) })).toBe(
      "events[0].name must be 1 to 64 characters",
    );
  });

  it("flood_isHeldBackPerVisitor", async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 60; i++) {
      statuses.add((await post(JSON.stringify({ token, events: [] }))).status);
    }
    expect([...statuses]).toEqual([204, 429]);
    const somebodyElse = await visitor(edge, "/headline");
    const response = await somebodyElse.browser.beacon(somebodyElse.island.token ?? "", []);
    expect(response.status).toBe(204);
  });
});

describe("requests for pages", () => {
  it("hostileCookies_leaveThePageAsItIs", async () => {
    for (const cookie of [
      "__Host-rl_id=",
      "__Host-rl_id=v1",
      `__Host-rl_id=${"x".repeat(3_000)}`,
      "__Host-rl_id=v1.AAAAAAAAAAAAAAAAAAAAAA.1.k1.%%%%",
      "__Host-rl_id=v1.a.b.__proto__.AAAA",
      "__Host-rl_as=v1.__proto__~constructor~1.k1.AAAA; __Host-rl_u=..k1.x; __Host-rl_pv={}.k1.x",
      "rl_consent=__proto__",
      "euconsent-v2=%%%; =; ;;",
    ]) {
      const response = await fetch(`${edge.url}/headline`, { headers: { cookie } });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("headline");
    }
  });

  it("hostileQueries_neverReachThePageOrItsHeaders", async () => {
    for (const query of [
      "?utm_source=</script><script>alert(1)</script>",
      "?utm_campaign=%00%0d%0aset-cookie:%20x=1",
      "?__proto__[x]=1&constructor=2",
      `?${"a=1&".repeat(2_000)}`,
      "?%ff%fe=%c0%80",
    ]) {
      const response = await fetch(`${edge.url}/headline${query}`);
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(html).not.toContain("alert(1)");
      expect(response.headers.get("x")).toBeNull();
      expect(response.headers.getSetCookie().every((one) => one.startsWith("__Host-rl_"))).toBe(
        true,
      );
    }
  });

  it("headerInjection_isNotForwarded", async () => {
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(edge.url);
      const request = http.request({
        port,
        path: "/headline",
        headers: {
          "rimlight-edge": "1.x",
          "x-http-method-override": "DELETE",
          "x-rewrite-url": "/a",
        },
      });
      request.on("response", (response) => resolve(response.statusCode));
      request.on("error", reject);
      request.end();
    });
    expect(status).toBe(200);
    const seen = edge.origin.requests.at(-1)?.headers ?? {};
    expect(Object.keys(seen).filter((name) => /^rimlight|^x-(http|rewrite)/.test(name))).toEqual(
      seen["rimlight-hop"] ? ["rimlight-hop"] : [],
    );
  });

  it("requestThatWentInCircles_isPassedThrough", async () => {
    const response = await fetch(`${edge.url}/headline`, { headers: { "rimlight-hop": "3" } });
    expect(await response.text()).not.toContain("__rl");
  });

  it("hostileAttributes_areDecidedWithoutAnAccident", async () => {
    const response = await fetch(
      `${edge.url}/headline?utm_campaign=${"%F0%9F%98%80".repeat(200)}`,
      {
        headers: {
          "accept-language": "\u00e9;;;,",
          "user-agent": "x".repeat(5_000),
          referer: ":::",
        },
      },
    );
    expect(response.status).toBe(200);
    await response.text();
  });

  it("pathOfTheCacheOrOfNothing_doesNotReachTheOrigin", async () => {
    edge.origin.requests.length = 0;
    for (const path of ["/_rl/c/0/x", "/_rl/", "/_rl/../_rl/x", "/_rl/publish"]) {
      const response = await fetch(`${edge.url}${path}`);
      expect(response.status).toBe(404);
    }
    expect(edge.origin.requests).toEqual([]);
  });
});

describe("publications", () => {
  it("damagedEnvelopes_areRefusedWithAReason", async () => {
    const good = envelope("S", edgeSnapshot(99));
    const offers: [Buffer, RegExp][] = [
      [Buffer.alloc(0), /does not begin with RLE1/],
      [Buffer.from("RLE1S"), /does not begin with RLE1|size of envelope/],
      [good.subarray(0, 40), /size of envelope == 40, must be >= /],
      [Buffer.concat([good, Buffer.from([0])]), /signature of key/],
      [Buffer.concat([Buffer.from("RLE1X"), good.subarray(5)]), /purpose == 88/],
    ];
    for (const [bytes, reason] of offers) {
      const response = await fetch(`${edge.url}/_rl/publish`, {
        method: "POST",
        body: new Uint8Array(bytes),
      });
      expect(response.status).toBe(422);
      expect(((await response.json()) as { detail: string }).detail).toMatch(reason);
    }
    const html = await (await visitor(edge, "/headline")).html;
    expect(islandOf(html).revision).toBe(7);
  });
});
