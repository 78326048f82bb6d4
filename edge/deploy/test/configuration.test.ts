import { expect, it } from "vitest";
import { configuration } from "../configuration.mjs";

const SETTINGS = {
  environment: "shop",
  name: "rimlight-shop",
  publicKeys: { aabbccdd: "KEY=" },
  ingest: "https://ingest.shop.example",
  zone: "shop.example",
  routes: ["shop.example/*"],
  kv: "0123456789abcdef0123456789abcdef",
  d1: "01234567-89ab-cdef-0123-456789abcdef",
  queue: "rimlight-shop-events",
  origins: {},
  relays: [],
  clientInPages: false,
  ofrepOrigins: [],
  dryRun: false,
};

it("settings_becomeTheWholeConfiguration", () => {
  expect(configuration(SETTINGS)).toEqual({
    name: "rimlight-shop",
    main: "worker/worker.js",
    compatibility_date: "2026-07-30",
    no_bundle: true,
    find_additional_modules: true,
    rules: [
      { type: "ESModule", globs: ["**/*.js"], fallthrough: false },
      { type: "Data", globs: ["**/*.bin"], fallthrough: false },
    ],
    workers_dev: false,
    preview_urls: false,
    routes: [{ pattern: "shop.example/*", zone_name: "shop.example" }],
    observability: { enabled: true },
    vars: {
      ENVIRONMENT: "shop",
      PUBLIC_KEYS: '{"aabbccdd":"KEY="}',
      INGEST_URL: "https://ingest.shop.example",
    },
    kv_namespaces: [{ binding: "CONFIG", id: "0123456789abcdef0123456789abcdef" }],
    d1_databases: [
      {
        binding: "STATE",
        database_name: "rimlight-shop-state",
        database_id: "01234567-89ab-cdef-0123-456789abcdef",
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
      producers: [{ binding: "EVENTS", queue: "rimlight-shop-events" }],
      consumers: [
        {
          queue: "rimlight-shop-events",
          max_batch_size: 100,
          max_batch_timeout: 5,
          max_retries: 100,
          retry_delay: 60,
          dead_letter_queue: "rimlight-shop-events-dead",
        },
      ],
    },
    ratelimits: [
      { name: "BEACONS", namespace_id: "684122474", simple: { limit: 120, period: 60 } },
      { name: "ADDRESSES", namespace_id: "1763906736", simple: { limit: 6_000, period: 60 } },
      { name: "OFREP_LIMIT", namespace_id: "140962313", simple: { limit: 6_000, period: 60 } },
    ],
  });
});

it("whatIsOptional_isABindingOnlyWhenItIsGiven", () => {
  const { vars } = configuration({
    ...SETTINGS,
    origins: { checkout: "https://checkout.example" },
    control: "https://control.example",
    relays: ["weur", "enam"],
    consent: "none",
    clientInPages: true,
    originMillis: 5000,
    ofrepOrigins: ["https://a.example", "https://b.example"],
  });
  expect(vars).toMatchObject({
    ORIGINS: '{"checkout":"https://checkout.example"}',
    CONTROL_URL: "https://control.example",
    RELAYS: "weur enam",
    CONSENT_DEFAULT: "none",
    CLIENT_IN_PAGES: "1",
    ORIGIN_MILLIS: "5000",
    OFREP_ORIGINS: "https://a.example https://b.example",
  });
});

it("noSecret_isInTheConfiguration", () => {
  expect(JSON.stringify(configuration(SETTINGS))).not.toMatch(/COOKIE_KEYS|INGEST_KEY|PEPPER/);
});
