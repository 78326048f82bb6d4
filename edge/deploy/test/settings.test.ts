import { expect, it } from "vitest";
import { BadOption, readSettings } from "../settings.mjs";

const KEY = Buffer.alloc(32, 7).toString("base64");
const GIVEN: Record<string, string[]> = {
  "--environment": ["shop"],
  "--name": ["rimlight-shop"],
  "--public-key": [`aabbccdd ${KEY}`],
  "--ingest": ["https://ingest.shop.example/"],
  "--zone": ["shop.example"],
  "--route": ["shop.example/*", "*.shop.example/products/*"],
  "--kv": ["0123456789abcdef0123456789abcdef"],
  "--d1": ["01234567-89ab-cdef-0123-456789abcdef"],
};

/** The options with some of them replaced; an empty list leaves one out. */
function read(changed: Record<string, string[]> = {}, ...flags: string[]) {
  const options = Object.entries({ ...GIVEN, ...changed });
  return readSettings([
    ...options.flatMap(([name, values]) => values.flatMap((value) => [name, value])),
    ...flags,
  ]);
}

function refusal(changed: Record<string, string[]>): string {
  try {
    read(changed);
  } catch (error) {
    expect(error).toBeInstanceOf(BadOption);
    return (error as BadOption).message;
  }
  throw new Error("it was taken");
}

it("soundOptions_areReadAsTheyAreMeant", () => {
  expect(
    read(
      {
        "--origin-map": ['{"checkout":"https://checkout.example/"}'],
        "--relay": ["weur", "enam"],
        "--consent": ["none"],
        "--origin-millis": ["5000"],
        "--ofrep-origin": ["https://app.example", "https://m.app.example"],
      },
      "--dry-run",
      "--client-in-pages",
    ),
  ).toEqual({
    environment: "shop",
    name: "rimlight-shop",
    publicKeys: { aabbccdd: KEY },
    ingest: "https://ingest.shop.example",
    zone: "shop.example",
    routes: ["shop.example/*", "*.shop.example/products/*"],
    kv: "0123456789abcdef0123456789abcdef",
    d1: "01234567-89ab-cdef-0123-456789abcdef",
    queue: "rimlight-shop-events",
    origins: { checkout: "https://checkout.example" },
    relays: ["weur", "enam"],
    consent: "none",
    clientInPages: true,
    originMillis: 5000,
    ofrepOrigins: ["https://app.example", "https://m.app.example"],
    dryRun: true,
  });
});

it("help_isNoSettings", () => {
  expect(readSettings(["--help"])).toBeNull();
});

it("dryRun_needsNoIdsOfWhatIsNotMadeYet", () => {
  expect(read({ "--kv": [], "--d1": [] }, "--dry-run")).not.toHaveProperty("kv");
});

it.each([
  ["--environment", [], "--environment is missing"],
  ["--name", ["Shop"], "--name == Shop, must be a-z, 0-9 and -, at most 63"],
  ["--public-key", [], "--public-key is missing"],
  [
    "--public-key",
    ["aabbccdd AAAA"],
    "--public-key == aabbccdd AAAA, must be 'KID BASE64' of 32 bytes",
  ],
  [
    "--ingest",
    ["http://i.example"],
    "--ingest == http://i.example, must be https://HOST, without user, query and fragment",
  ],
  ["--zone", ["shop"], "--zone == shop, must be a domain such as shop.example"],
  ["--route", [], "--route is missing"],
  [
    "--route",
    ["other.example/*"],
    "--route == other.example/*, must be HOST/PATH* within shop.example, without a scheme",
  ],
  [
    "--route",
    ["notshop.example/*"],
    "--route == notshop.example/*, must be HOST/PATH* within shop.example, without a scheme",
  ],
  [
    "--route",
    ["shop.example/*/a"],
    "--route == shop.example/*/a, must be HOST/PATH* within shop.example, without a scheme",
  ],
  [
    "--kv",
    [],
    "--kv is missing; 'wrangler kv namespace create rimlight-shop-config' makes one and prints its id",
  ],
  [
    "--d1",
    [],
    "--d1 is missing; 'wrangler d1 create rimlight-shop-state' makes one and prints its id",
  ],
  ["--kv", ["x"], "--kv == x, must be 32 hexadecimal digits"],
  ["--queue", ["a b"], "--queue == a b, must be a-z, 0-9 and -, at most 63"],
  [
    "--origin-map",
    ["[]"],
    '--origin-map == [], must be an object such as {"checkout": "https://..."}',
  ],
  [
    "--origin-map",
    ['{"a":"http://b"}'],
    "--origin-map == http://b, must be https://HOST, without user, query and fragment",
  ],
  ["--origin-map", ['{"a":"https://b/c"}'], "--origin-map == https://b/c, must be https://HOST"],
  [
    "--relay",
    ["mars"],
    "--relay == mars, must be one of wnam, enam, sam, weur, eeur, apac, oc, afr, me",
  ],
  [
    "--consent",
    ["some"],
    "--consent == some, must be one of none, functional, analytics, personalization",
  ],
  ["--origin-millis", ["0"], "--origin-millis == 0, must be 1 to 100000"],
])("wrongOption_%s_%j_isRefusedByNameAndValue", (name, values, told) => {
  expect(refusal({ [name]: values })).toBe(told);
});

it("keyGivenTwice_isRefused", () => {
  const line = `aabbccdd ${KEY}`;
  expect(refusal({ "--public-key": [line, line] })).toBe(
    `--public-key == ${line}, must be given once`,
  );
});

it("unknownOption_isRefused", () => {
  expect(() => read({}, "--speed")).toThrow(/Unknown option '--speed'/);
});
