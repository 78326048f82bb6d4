// The configuration that wrangler deploys by: settings in, a document out, nothing else.
import { createHash } from "node:crypto";

/** What `wrangler secret put` sets, and what the Worker does without it. */
export const SECRETS = [
  {
    name: "COOKIE_KEYS",
    required: true,
    what: '"kid:base64" of 32 bytes, newest first, signs cookies',
  },
  { name: "INGEST_KEY", required: true, what: "the ingest's key" },
  { name: "PEPPER", required: false, what: "without it no user id is stored" },
  { name: "IDENTITY_KEYS", required: false, what: "without it no login is taken from the origin" },
  { name: "OFREP_KEYS", required: false, what: "without it flags are not answered over OFREP" },
];

/** Asked for only by a Worker that knows its control plane. */
export const CONTROL_SECRET = {
  name: "CONTROL_TOKEN",
  required: false,
  what: "without it the control plane is not asked",
};

/** Of the runtime that the tests run in. */
const COMPATIBILITY_DATE = "2026-07-30";
/** A hundred times a minute apart: the ingest may be away for more than an hour and a half before a batch is set aside. */
const RETRIES = 100;
const RETRY_SECONDS = 60;
/** Beacons of a visitor; of an address, behind which a company may be; remote evaluations of a key from an address. */
const PER_MINUTE = { BEACONS: 120, ADDRESSES: 6_000, OFREP_LIMIT: 6_000 };

/**
 * Paths are relative to the folder that the document is written to.
 *
 * @param {import("./settings.mjs").Settings} settings
 */
export function configuration(settings) {
  return {
    name: settings.name,
    main: "worker/worker.js",
    compatibility_date: COMPATIBILITY_DATE,
    // Built, minified and tested as it is; wrangler only adds the modules beside it.
    no_bundle: true,
    find_additional_modules: true,
    rules: [
      { type: "ESModule", globs: ["**/*.js"], fallthrough: false },
      { type: "Data", globs: ["**/*.bin"], fallthrough: false },
    ],
    workers_dev: false,
    preview_urls: false,
    routes: settings.routes.map((pattern) => ({ pattern, zone_name: settings.zone })),
    observability: { enabled: true },
    vars: vars(settings),
    kv_namespaces: [{ binding: "CONFIG", ...(settings.kv && { id: settings.kv }) }],
    d1_databases: [
      {
        binding: "STATE",
        database_name: `${settings.name}-state`,
        ...(settings.d1 && { database_id: settings.d1 }),
        migrations_dir: "migrations",
      },
    ],
    durable_objects: {
      bindings: [
        { name: "RELAY", class_name: "Relay" },
        { name: "SPOOL", class_name: "Spool" },
      ],
    },
    migrations: [{ tag: "v1", new_sqlite_classes: ["Relay", "Spool"] }],
    queues: {
      producers: [{ binding: "EVENTS", queue: settings.queue }],
      consumers: [
        {
          queue: settings.queue,
          max_batch_size: 100,
          max_batch_timeout: 5,
          max_retries: RETRIES,
          retry_delay: RETRY_SECONDS,
          dead_letter_queue: deadLetters(settings),
        },
      ],
    },
    ratelimits: Object.entries(PER_MINUTE).map(([name, limit]) => ({
      name,
      namespace_id: namespaceId(`${settings.name} ${name}`),
      simple: { limit, period: 60 },
    })),
  };
}

/** Where batches go that the ingest refused to the end. */
export function deadLetters(settings) {
  return `${settings.queue}-dead`;
}

function vars({ environment, publicKeys, ingest, origins, control, ofrepOrigins, ...given }) {
  return {
    ENVIRONMENT: environment,
    PUBLIC_KEYS: JSON.stringify(publicKeys),
    INGEST_URL: ingest,
    ...(Object.keys(origins).length > 0 && { ORIGINS: JSON.stringify(origins) }),
    ...(control && { CONTROL_URL: control }),
    ...(given.relays.length > 0 && { RELAYS: given.relays.join(" ") }),
    ...(given.consent && { CONSENT_DEFAULT: given.consent }),
    ...(given.clientInPages && { CLIENT_IN_PAGES: "1" }),
    ...(given.originMillis && { ORIGIN_MILLIS: String(given.originMillis) }),
    ...(ofrepOrigins.length > 0 && { OFREP_ORIGINS: ofrepOrigins.join(" ") }),
  };
}

/** Counters of one namespace are one account's; two Workers must not share them. */
function namespaceId(name) {
  return String(createHash("sha256").update(name).digest().readUInt32BE(0));
}
