import { createHash } from "node:crypto";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { ErrorCode, OpenFeature as Server } from "@openfeature/server-sdk";
import { OpenFeature as Web, ProviderEvents as WebEvents } from "@openfeature/web-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  committedSnapshot,
  type Edge,
  envelope,
  eventually,
  killList,
  publishAndWait,
  startEdge,
} from "./harness";
import { documentIsHere, faults } from "./openapi";

/**
 * The remote evaluation protocol in real workerd, asked by hand and by the OpenFeature SDKs with their own providers.
 * The flags are those of spec/vectors/answers.json. Every answer is held against the protocol's document.
 */
const KEY = "a key of the shop's server";
const SHOP = "https://shop.example";
const SINGLE = "/ofrep/v1/evaluate/flags/{key}";
const BULK = "/ofrep/v1/evaluate/flags";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({
    ofrepKeys: { other: sha256("another"), shop: sha256(KEY) },
    ofrepOrigins: ["https://admin.example", SHOP],
  });
});
afterAll(() => edge.close());

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests look at
  readonly body: any;
}

async function post(path: string, body: BodyInit, headers: HeadersInit = {}): Promise<Answered> {
  const response = await fetch(edge.url + path, {
    method: "POST",
    headers: { "x-api-key": KEY, "content-type": "application/json", ...headers },
    body,
  });
  const text = await response.text();
  const parsed = text === "" ? undefined : JSON.parse(text);
  const template = path === BULK ? BULK : SINGLE;
  expect(faults(template, response.status, parsed)).toEqual([]);
  return { status: response.status, headers: response.headers, body: parsed };
}

const one = (flag: string, context: object = { targetingKey: "u1" }) =>
  post(`${BULK}/${flag}`, JSON.stringify({ context }));

const all = (context: object, headers: HeadersInit = {}) =>
  post(BULK, JSON.stringify({ context }), headers);

describe.runIf(documentIsHere)("the protocol's document", () => {
  it("answerThatItDoesNotAllow_isAFault", () => {
    expect(faults(SINGLE, 200, { key: "a", value: true, reason: "DEFAULT" })).toEqual([
      "body.reason == DEFAULT, must be one of STATIC,TARGETING_MATCH,SPLIT,DISABLED,UNKNOWN",
    ]);
    expect(faults(SINGLE, 404, { key: "a" })).toEqual(["body.errorCode is missing"]);
    expect(faults(SINGLE, 418, {})).toHaveLength(1);
  });
});

describe("before anything is published", () => {
  it("noSnapshot_isAGeneralErrorAtOnce", async () => {
    const began = Date.now();
    expect(await one("title")).toMatchObject({
      status: 500,
      body: {
        key: "title",
        errorCode: "GENERAL",
        errorDetails: "no snapshot has reached this edge",
      },
    });
    expect((await all({ targetingKey: "u1" })).status).toBe(500);
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});

describe("with a snapshot", () => {
  beforeAll(() => publishAndWait(edge, envelope("S", committedSnapshot("answers", 11))));

  it.each([
    ["banner", { value: true, variant: "shown", reason: "STATIC" }, { reason: "DEFAULT" }],
    ["title", { value: "Things that last", variant: "plain", reason: "UNKNOWN" }, {}],
    ["columns", { value: 3, variant: "three", reason: "UNKNOWN" }, { reason: "DEFAULT" }],
    ["discount", { value: 0.1, variant: "ten", reason: "SPLIT" }, { reason: "SPLIT" }],
    [
      "limits",
      { value: { max: 3, tags: ["a", "</script>"] }, variant: "small", reason: "STATIC" },
      {},
    ],
    [
      "wording",
      { value: "Add to basket today", variant: "urgent", reason: "SPLIT" },
      { reason: "EXPERIMENT", rule: "experiment", experiment: "wording" },
    ],
    ["retired", { value: "old", variant: "old", reason: "DISABLED" }, { reason: "OFF" }],
  ])("flagOfEveryType_%s_hasValueVariantAndReason", async (flag, expected, metadata) => {
    const { status, body } = await one(flag);
    expect(status).toBe(200);
    expect(body).toEqual({ key: flag, ...expected, metadata: body.metadata });
    expect(body.metadata).toMatchObject({ revision: 11, ...metadata });
  });

  it("ruleThatMatches_isATargetingMatchAndSaysWhich", async () => {
    expect((await one("title", { targetingKey: "u1", country: "NL" })).body).toEqual({
      key: "title",
      value: "Dingen die blijven",
      variant: "dutch",
      reason: "TARGETING_MATCH",
      metadata: { revision: 11, reason: "RULE", rule: "dutch" },
    });
  });

  it("memberOfAnObject_isReachedByItsPath", async () => {
    const wide = await one("columns", { targetingKey: "u1", screen: { width: 1200 } });
    expect(wide.body).toMatchObject({ value: 4, reason: "TARGETING_MATCH" });
  });

  it("flagWithoutAVariantForOff_leavesItToTheCallersDefault", async () => {
    expect((await one("undecided")).body).toEqual({
      key: "undecided",
      reason: "DISABLED",
      metadata: { revision: 11, reason: "OFF" },
    });
  });

  it("flagThatCannotBeDecided_isAnErrorThatSaysWhy", async () => {
    expect(await one("broken")).toMatchObject({
      status: 500,
      body: {
        key: "broken",
        errorCode: "GENERAL",
        errorDetails: "flag broken cannot be decided: MALFORMED_FLAG",
      },
    });
  });

  it.each(["nobody", "%E0%A4%A", "__proto__"])("unknownFlag_%s_isNotFound", async (flag) => {
    const key = flag;
    expect(await one(flag)).toMatchObject({
      status: 404,
      body: {
        key,
        errorCode: "FLAG_NOT_FOUND",
        errorDetails: `flag ${key} is not in revision 11`,
      },
    });
  });

  it("allFlags_areAnsweredInOneRequestWithTheOneThatFails", async () => {
    const { status, body } = await all({ targetingKey: "u1", country: "BE" });
    expect(status).toBe(200);
    expect(body.metadata).toEqual({ revision: 11 });
    expect(
      body.flags.map((flag: { key: string; variant?: string; errorCode?: string }) => [
        flag.key,
        flag.variant ?? flag.errorCode,
      ]),
    ).toEqual([
      ["banner", "shown"],
      ["broken", "GENERAL"],
      ["columns", "three"],
      ["discount", "ten"],
      ["limits", "small"],
      ["retired", "old"],
      ["title", "dutch"],
      ["undecided", undefined],
      ["wording", "urgent"],
    ]);
  });
});

describe("what is asked", () => {
  const context = { targetingKey: "u1" };
  it.each([
    ["nothing", "", "PARSE_ERROR", "body must be JSON in UTF-8"],
    ["noJson", "{", "PARSE_ERROR", "body must be JSON in UTF-8"],
    ["invalidUtf8", Buffer.from([0x22, 0xff, 0x22]), "PARSE_ERROR", "body must be JSON in UTF-8"],
    ["list", "[]", "PARSE_ERROR", "body must be an object"],
    ["noContext", "{}", "INVALID_CONTEXT", "context must be an object"],
    ["noKey", '{"context":{}}', "TARGETING_KEY_MISSING", "context.targetingKey is missing"],
    [
      "emptyKey",
      '{"context":{"targetingKey":""}}',
      "TARGETING_KEY_MISSING",
      "context.targetingKey is missing",
    ],
    [
      "numberAsKey",
      '{"context":{"targetingKey":7}}',
      "INVALID_CONTEXT",
      "context.targetingKey must be a string",
    ],
    [
      "201Members",
      JSON.stringify({
        context: {
          ...context,
          ...Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`a${i}`, i])),
        },
      }),
      "INVALID_CONTEXT",
      "number of members of context == 201, must be <= 200",
    ],
    [
      "65537Bytes",
      JSON.stringify({ context: { ...context, text: "x".repeat(65_494) } }),
      "PARSE_ERROR",
      "size of body > 65536, must be <= 65536",
    ],
  ])("%s_isRefusedWithItsCode", async (_, body, errorCode, errorDetails) => {
    expect(await post(`${BULK}/title`, body)).toMatchObject({
      status: 400,
      body: { key: "title", errorCode, errorDetails },
    });
    expect(await post(BULK, body)).toMatchObject({
      status: 400,
      body: { errorCode, errorDetails },
    });
  });

  it("200MembersAnd65536Bytes_areTaken", async () => {
    const members = Object.fromEntries(Array.from({ length: 198 }, (_, i) => [`a${i}`, i]));
    const text = "x".repeat(
      65_536 - JSON.stringify({ context: { ...context, ...members, text: "" } }).length,
    );
    const body = JSON.stringify({ context: { ...context, ...members, text } });
    expect(body).toHaveLength(65_536);
    expect((await post(`${BULK}/title`, body)).status).toBe(200);
  });

  it("bodyOfUnknownLength_isReadUpToTheLimitOnly", async () => {
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new TextEncoder().encode("x".repeat(16_384)));
        if (sent >= 81_920) controller.close();
      },
    });
    const response = await fetch(edge.url + BULK, {
      method: "POST",
      headers: { "x-api-key": KEY },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errorCode: "PARSE_ERROR" });
  });

  it("membersThatWouldPollute_areIgnored", async () => {
    const body =
      '{"context":{"targetingKey":"u1","__proto__":{"country":"NL"},"constructor":"x","prototype":1}}';
    expect((await post(`${BULK}/title`, body)).body).toMatchObject({ variant: "plain" });
    expect((await one("title")).body).toMatchObject({ variant: "plain" });
  });
});

describe("tags of all answers", () => {
  it("sameAnswers_areNotSentTwice", async () => {
    const first = await all({ targetingKey: "u1", country: "NL" });
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const again = await all({ country: "NL", targetingKey: "u1" }, { "if-none-match": etag });
    expect(again.status).toBe(304);
    expect(again.headers.get("etag")).toBe(etag);
    expect(again.body).toBeUndefined();
    const listed = await all(
      { targetingKey: "u1", country: "NL" },
      { "if-none-match": `"other", W/${etag}` },
    );
    expect(listed.status).toBe(304);
  });

  it("contextThatChangesAnAnswer_changesTheTag", async () => {
    const dutch = await all({ targetingKey: "u1", country: "NL" });
    const etag = dutch.headers.get("etag") ?? "";
    const french = await all({ targetingKey: "u1", country: "FR" }, { "if-none-match": etag });
    expect(french.status).toBe(200);
    expect(french.headers.get("etag")).not.toBe(etag);
    // Belgium is answered as the Netherlands are: nothing new is to be told.
    const belgian = await all({ targetingKey: "u1", country: "BE" }, { "if-none-match": etag });
    expect(belgian.status).toBe(304);
  });

  it("killThatChangesAnAnswer_changesTheTagAndOtherKillsDoNot", async () => {
    const before = (await all({ targetingKey: "u1" })).headers.get("etag") ?? "";
    await publishAndWait(edge, envelope("K", killList(1, ["no-flag-of-ours"])));
    expect((await all({ targetingKey: "u1" }, { "if-none-match": before })).status).toBe(304);
    await publishAndWait(edge, envelope("K", killList(2, ["banner"])));
    expect((await all({ targetingKey: "u1" }, { "if-none-match": before })).status).toBe(200);
    expect((await one("banner")).body).toMatchObject({
      value: false,
      reason: "DISABLED",
      metadata: { reason: "KILLED" },
    });
    await publishAndWait(edge, envelope("K", killList(3, [])));
    expect((await all({ targetingKey: "u1" }, { "if-none-match": before })).status).toBe(304);
  });
});

describe("who may ask", () => {
  const body = JSON.stringify({ context: { targetingKey: "u1" } });
  const ask = (headers: Record<string, string>, method = "POST") =>
    fetch(edge.url + BULK, { method, headers, ...(method === "POST" && { body }) });

  it.each([
    ["authorization", `Bearer ${KEY.replaceAll(" ", "-")}`, 401],
    ["authorization", "Bearer another", 200],
    ["authorization", "bearer another", 200],
    ["authorization", "Basic another", 401],
    ["x-api-key", KEY, 200],
    ["x-api-key", sha256(KEY), 401],
    ["x-api-key", "x".repeat(513), 401],
    ["x-other", KEY, 401],
  ])("header_%s_%s_isAnswered_%d", async (name, value, status) => {
    const response = await ask({ [name]: value });
    expect(response.status).toBe(status);
    if (status === 401) {
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await response.json()).toMatchObject({ type: "rimlight:bad_key", status: 401 });
    }
  });

  it("pageOfAnAllowedOrigin_mayAskAndReadTheTag", async () => {
    const preflight = await ask(
      { origin: SHOP, "access-control-request-method": "POST" },
      "OPTIONS",
    );
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(SHOP);
    expect(preflight.headers.get("access-control-allow-methods")).toBe("POST");
    expect(preflight.headers.get("access-control-allow-headers")).toBe(
      "authorization, content-type, if-none-match, x-api-key",
    );
    const answered = await ask({ origin: SHOP, "x-api-key": KEY });
    expect(answered.headers.get("access-control-allow-origin")).toBe(SHOP);
    expect(answered.headers.get("access-control-expose-headers")).toBe("etag, retry-after");
    expect(answered.headers.get("vary")).toBe("origin");
  });

  it("pageOfAnOtherOrigin_isRefused", async () => {
    for (const method of ["OPTIONS", "POST"]) {
      const response = await ask({ origin: "https://other.example", "x-api-key": KEY }, method);
      expect(response.status).toBe(403);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("otherMethodOrPath_isRefusedAndNeverReachesTheOrigin", async () => {
    edge.origin.requests.length = 0;
    const got = await ask({ "x-api-key": KEY }, "GET");
    expect(got.status).toBe(405);
    expect(got.headers.get("allow")).toBe("POST, OPTIONS");
    const lost = await fetch(`${edge.url}/ofrep/v1/configuration`, {
      headers: { "x-api-key": KEY },
    });
    expect(lost.status).toBe(404);
    expect(edge.origin.requests).toEqual([]);
  });

  it("edgeWithoutKeys_hasNoSuchPath", async () => {
    const closed = await startEdge();
    try {
      const response = await fetch(closed.url + BULK, {
        method: "POST",
        headers: { "x-api-key": KEY },
        body,
      });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(closed.origin.requests).toEqual([]);
    } finally {
      await closed.close();
    }
  });

  it("keysThatCannotBeRead_areAnErrorAndNotPassedOn", async () => {
    const wrong = await startEdge({ ofrepKeys: { shop: "not a hash" } });
    try {
      const response = await fetch(wrong.url + BULK, { method: "POST", body });
      expect(response.status).toBe(500);
      expect(wrong.origin.requests).toEqual([]);
    } finally {
      await wrong.close();
    }
  });

  it("keyThatAsksTooOften_isToldWhenToComeBack", async () => {
    const limited = await startEdge({
      ofrepKeys: { shop: sha256(KEY) },
      ofrepLimit: { limit: 3, period: 60 },
    });
    try {
      const asks = async () =>
        fetch(limited.url + BULK, { method: "POST", headers: { "x-api-key": KEY }, body });
      const answers = [await asks(), await asks(), await asks(), await asks()];
      expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 429]);
      expect(answers[3]?.headers.get("retry-after")).toBe("10");
    } finally {
      await limited.close();
    }
  });
});

describe("the OpenFeature SDK for servers", () => {
  beforeAll(async () => {
    const headers: [string, string][] = [["X-API-Key", KEY]];
    await Server.setProviderAndWait(new OFREPProvider({ baseUrl: edge.url, headers }));
  });
  afterAll(() => Server.close());

  it("everyType_isReadByItsOwnCall", async () => {
    const client = Server.getClient();
    const context = { targetingKey: "u1", country: "NL", screen: { width: 1200 } };
    expect(await client.getBooleanValue("banner", false, context)).toBe(true);
    expect(await client.getStringValue("title", "", context)).toBe("Dingen die blijven");
    expect(await client.getNumberValue("columns", 0, context)).toBe(4);
    expect(await client.getNumberValue("discount", 1, context)).toBe(0.1);
    expect(await client.getObjectValue("limits", {}, context)).toEqual({
      max: 3,
      tags: ["a", "</script>"],
    });
  });

  it("details_sayVariantReasonAndWhatTelemetryNeeds", async () => {
    const details = await Server.getClient().getStringDetails("wording", "", {
      targetingKey: "u1",
    });
    expect(details).toMatchObject({
      value: "Add to basket today",
      variant: "urgent",
      reason: "SPLIT",
      flagMetadata: { revision: 11, rule: "experiment", experiment: "wording" },
    });
  });

  it("unknownFlagOrNoKey_givesTheDefaultAndTheCode", async () => {
    const client = Server.getClient();
    expect(await client.getStringDetails("nobody", "mine", { targetingKey: "u1" })).toMatchObject({
      value: "mine",
      errorCode: ErrorCode.FLAG_NOT_FOUND,
    });
    expect(await client.getStringDetails("title", "mine")).toMatchObject({
      value: "mine",
      errorCode: ErrorCode.TARGETING_KEY_MISSING,
    });
    expect(await client.getStringDetails("broken", "mine", { targetingKey: "u1" })).toMatchObject({
      value: "mine",
      errorCode: ErrorCode.GENERAL,
    });
    expect(await client.getBooleanDetails("title", true, { targetingKey: "u1" })).toMatchObject({
      value: true,
      errorCode: ErrorCode.TYPE_MISMATCH,
    });
  });
});

describe("the OpenFeature SDK for browsers", () => {
  const statuses: number[] = [];

  beforeAll(async () => {
    await Web.setContext({ targetingKey: "u1", country: "FR" });
    const provider = new OFREPWebProvider({
      baseUrl: edge.url,
      pollInterval: 100,
      cacheMode: "disabled",
      headers: [["X-API-Key", KEY]],
      fetchImplementation: async (input, init) => {
        const response = await fetch(input, init);
        statuses.push(response.status);
        return response;
      },
    });
    await Web.setProviderAndWait(provider);
  });
  afterAll(() => Web.close());

  it("everyType_isReadWithoutAnotherRequest", () => {
    const client = Web.getClient();
    expect(client.getBooleanValue("banner", false)).toBe(true);
    expect(client.getStringValue("title", "")).toBe("Things that last");
    expect(client.getNumberValue("columns", 0)).toBe(3);
    expect(client.getNumberValue("discount", 1)).toBe(0.1);
    expect(client.getObjectValue("limits", {})).toEqual({ max: 3, tags: ["a", "</script>"] });
    expect(client.getStringValue("undecided", "mine")).toBe("mine");
    expect(client.getStringDetails("wording", "")).toMatchObject({
      reason: "SPLIT",
      flagMetadata: { revision: 11, experiment: "wording" },
    });
    expect(client.getStringDetails("broken", "mine")).toMatchObject({
      value: "mine",
      errorCode: "GENERAL",
    });
  });

  it("pollThatFindsNothingNew_isNotModified", async () => {
    await eventually(() => statuses.length >= 4);
    expect(statuses.slice(0, 4)).toEqual([200, 304, 304, 304]);
  });

  it("contextThatChanges_isAnsweredAnew", async () => {
    await Web.setContext({ targetingKey: "u1", country: "NL", screen: { width: 1200 } });
    const client = Web.getClient();
    expect(client.getStringValue("title", "")).toBe("Dingen die blijven");
    expect(client.getNumberValue("columns", 0)).toBe(4);
  });

  it("kill_reachesThePageWithTheNextPoll", async () => {
    const changed = new Promise<readonly string[]>((resolve) => {
      Web.addHandler(WebEvents.ConfigurationChanged, (event) => {
        if (event?.flagsChanged?.length) resolve(event.flagsChanged);
      });
    });
    await publishAndWait(edge, envelope("K", killList(4, ["banner"])));
    expect(await changed).toEqual(["banner"]);
    expect(Web.getClient().getBooleanValue("banner", true)).toBe(false);
  });
});
