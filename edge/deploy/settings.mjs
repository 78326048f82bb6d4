// What ./rimlight edge deploy is told: every option checked once, with its name and value when it is wrong.
import { parseArgs } from "node:util";

export const USAGE = `Usage: ./rimlight edge deploy --environment KEY --name WORKER --public-key 'KID BASE64' --ingest URL
         --zone ZONE --route PATTERN --kv ID --d1 ID [options]

Writes wrangler's configuration into a folder, brings the tables up to date and deploys the Worker to Cloudflare.

  --environment KEY      whose snapshots the Worker takes
  --name WORKER          the Worker's name at Cloudflare
  --public-key TEXT      a line of the control plane's publisher.pub; may be repeated while a key is rotated
  --ingest URL           where events go, https
  --zone ZONE            the domain at Cloudflare
  --route PATTERN        what the Worker serves, such as 'shop.example/*'; may be repeated
  --kv ID                the KV namespace
  --d1 ID                the D1 database
  --queue NAME           the queue of events; WORKER-events
  --snapshot FILE        a signed snapshot to decide with until the first one arrives
  --origin-map JSON      {"KEY": "https://..."}: the origins that a route may rewrite to
  --control URL          the control plane, https: asked for the newest snapshot where nobody else has one
  --relay REGION         where a relay stands: wnam, enam, sam, weur, eeur, apac, oc, afr or me; may be repeated; one near
                         the control plane if absent
  --consent LEVEL        of visitors who have not said anything: none, functional, analytics or personalization; the last
  --client-in-pages      the site's pages bring the browser module along as /_rl/client.js
  --origin-millis N      until an origin counts as away and kept pages serve; Cloudflare's own limit
  --ofrep-origin URL     a site that may ask for flags from its pages; may be repeated
  --out FOLDER           .build/deploy/KEY
  --dry-run              writes the folder and lets wrangler check it; nothing leaves this machine

wrangler takes its access from CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID or from its own login.`;

/** An option that is wrong, told in one line. */
export class BadOption extends Error {}

const KEY = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const WORKER = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const QUEUE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const KID = /^[A-Za-z0-9_-]{1,64}$/;
const KV_ID = /^[0-9a-f]{32}$/;
const D1_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ORIGIN_KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const ZONE = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/;
const KEY_BYTES = 32;
const REGIONS = ["wnam", "enam", "sam", "weur", "eeur", "apac", "oc", "afr", "me"];
const LEVELS = ["none", "functional", "analytics", "personalization"];
const MAX_ORIGIN_MILLIS = 100_000;

/**
 * @typedef {{ environment: string, name: string, publicKeys: Record<string, string>, ingest: string, zone: string,
 *   routes: string[], kv?: string, d1?: string, queue: string, snapshot?: string, origins: Record<string, string>,
 *   control?: string, relays: string[], consent?: string, clientInPages: boolean, originMillis?: number, ofrepOrigins: string[], out?: string, dryRun: boolean }} Settings
 */

/**
 * Null when only help was asked for.
 *
 * @param {string[]} given
 * @returns {Settings | null}
 */
export function readSettings(given) {
  const values = parsed(given);
  if (values.help) return null;
  const environment = required(values, "environment", KEY, "a-z, 0-9, _ and -, at most 64");
  const name = required(values, "name", WORKER, "a-z, 0-9 and -, at most 63");
  const zone = required(values, "zone", ZONE, "a domain such as shop.example");
  const dryRun = values["dry-run"] === true;
  const kv = fitting(values, "kv", KV_ID, "32 hexadecimal digits");
  const d1 = fitting(values, "d1", D1_ID, "a UUID");
  if (!dryRun && !kv) throw missing("kv", `wrangler kv namespace create ${name}-config`);
  if (!dryRun && !d1) throw missing("d1", `wrangler d1 create ${name}-state`);
  return {
    environment,
    name,
    publicKeys: publicKeys(list(values, "public-key")),
    ingest: https("ingest", only(values, "ingest")),
    zone,
    routes: list(values, "route").map((pattern) => route(pattern, zone)),
    ...(kv && { kv }),
    ...(d1 && { d1 }),
    queue: fitting(values, "queue", QUEUE, "a-z, 0-9 and -, at most 63") ?? `${name}-events`,
    ...(values.snapshot && { snapshot: values.snapshot }),
    origins: origins(values["origin-map"]),
    ...(values.control && { control: https("control", values.control) }),
    relays: (values.relay ?? []).map((region) => oneOf("relay", region, REGIONS)),
    ...(values.consent && { consent: oneOf("consent", values.consent, LEVELS) }),
    clientInPages: values["client-in-pages"] === true,
    ...(values["origin-millis"] && { originMillis: originMillis(values["origin-millis"]) }),
    ofrepOrigins: (values["ofrep-origin"] ?? []).map((url) => origin("ofrep-origin", url)),
    ...(values.out && { out: values.out }),
    dryRun,
  };
}

function parsed(given) {
  const text = { type: "string" };
  const texts = { type: "string", multiple: true };
  try {
    return parseArgs({
      args: given,
      options: {
        help: { type: "boolean", short: "h" },
        environment: text,
        name: text,
        "public-key": texts,
        ingest: text,
        zone: text,
        route: texts,
        kv: text,
        d1: text,
        queue: text,
        snapshot: text,
        "origin-map": text,
        control: text,
        relay: texts,
        consent: text,
        "client-in-pages": { type: "boolean" },
        "origin-millis": text,
        "ofrep-origin": texts,
        out: text,
        "dry-run": { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new BadOption(error.message);
  }
}

function missing(name, maker) {
  const hint = maker ? `; '${maker}' makes one and prints its id` : "";
  return new BadOption(`--${name} is missing${hint}`);
}

function wrong(name, value, rule) {
  return new BadOption(`--${name} == ${String(value).slice(0, 200)}, must be ${rule}`);
}

function only(values, name) {
  if (!values[name]) throw missing(name);
  return values[name];
}

function list(values, name) {
  if (!values[name]?.length) throw missing(name);
  return values[name];
}

function fitting(values, name, pattern, rule) {
  const value = values[name];
  if (value !== undefined && !pattern.test(value)) throw wrong(name, value, rule);
  return value;
}

function required(values, name, pattern, rule) {
  only(values, name);
  return fitting(values, name, pattern, rule);
}

function publicKeys(lines) {
  const keys = {};
  for (const line of lines) {
    const [kid = "", base64 = "", ...rest] = line.trim().split(/\s+/);
    const bytes = Buffer.from(base64, "base64");
    const sound = bytes.length === KEY_BYTES && bytes.toString("base64") === base64;
    if (!KID.test(kid) || !sound || rest.length > 0) {
      throw wrong("public-key", line, `'KID BASE64' of ${KEY_BYTES} bytes`);
    }
    if (Object.hasOwn(keys, kid)) throw wrong("public-key", line, "given once");
    keys[kid] = base64;
  }
  return keys;
}

/** Wherever the ingest's key and visitors' pages travel, they are encrypted. */
function https(name, value) {
  const url = URL.parse(value);
  if (url?.protocol !== "https:" || url.username || url.search || url.hash) {
    throw wrong(name, value, "https://HOST, without user, query and fragment");
  }
  return value.replace(/\/+$/, "");
}

function origin(name, value) {
  if (https(name, value) !== URL.parse(value)?.origin) throw wrong(name, value, "https://HOST");
  return URL.parse(value).origin;
}

function route(pattern, zone) {
  const [host = ""] = pattern.split("/");
  const bare = host.replace(/^\*\.?/, "");
  const ofZone = bare === zone || bare.endsWith(`.${zone}`);
  if (!ofZone || pattern.includes("://") || !/^[^*]*\*?$/.test(pattern.slice(host.length))) {
    throw wrong("route", pattern, `HOST/PATH* within ${zone}, without a scheme`);
  }
  return pattern;
}

function origins(json) {
  if (json === undefined) return {};
  let map;
  try {
    map = JSON.parse(json);
  } catch (error) {
    throw wrong("origin-map", json, `JSON: ${error.message}`);
  }
  if (typeof map !== "object" || map === null || Array.isArray(map)) {
    throw wrong("origin-map", json, 'an object such as {"checkout": "https://..."}');
  }
  for (const [key, url] of Object.entries(map)) {
    if (!ORIGIN_KEY.test(key)) {
      throw wrong("origin-map", key, "a key of A-Z, a-z, 0-9, _ and -, at most 64");
    }
    map[key] = origin("origin-map", String(url));
  }
  return map;
}

function oneOf(name, value, allowed) {
  if (!allowed.includes(value)) throw wrong(name, value, `one of ${allowed.join(", ")}`);
  return value;
}

function originMillis(text) {
  const millis = Number(text);
  if (!Number.isInteger(millis) || millis < 1 || millis > MAX_ORIGIN_MILLIS) {
    throw wrong("origin-millis", text, `1 to ${MAX_ORIGIN_MILLIS}`);
  }
  return millis;
}
