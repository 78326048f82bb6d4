// How miniflare is told to run the Worker; the same for the local edge and for the tests.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** How long the local queue gathers; what it holds is in memory only. */
export const QUEUE_SECONDS = 0.25;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param {{ origin: string, environment: string, publicKeys: Record<string, string>, cookieKeys: string,
 *   ingestUrl: string, ingestKey: string,
 *   control?: { url: string, token: string }, port?: number, host?: string, data?: string, faults?: boolean,
 *   queue?: boolean, queueSeconds?: number, beaconsPerMinute?: number, bundled?: string,
 *   bindings?: Record<string, string>,
 *   ofrepKeys?: Record<string, string>, ofrepOrigins?: readonly string[],
 *   ofrepLimit?: { limit: number, period: 10 | 60 } }} edge
 */
export function miniflareOptions(edge) {
  return {
    host: edge.host ?? "127.0.0.1",
    port: edge.port ?? 0,
    // Requests that the Worker passes on, and those that it failed on, go here.
    upstream: edge.origin,
    modulesRoot: here("../dist"),
    modules: [
      { type: "ESModule", path: here("../dist/worker.js") },
      {
        type: "Data",
        path: here("../dist/bundled.bin"),
        ...(edge.bundled && { contents: readFileSync(edge.bundled) }),
      },
    ],
    compatibilityDate: "2026-07-30",
    kvNamespaces: ["CONFIG"],
    d1Databases: ["STATE"],
    durableObjects: {
      RELAY: { className: "Relay", useSQLite: true },
      SPOOL: { className: "Spool", useSQLite: true },
    },
    ...(edge.queue !== false && {
      queueProducers: { EVENTS: "events" },
      queueConsumers: {
        events: {
          maxBatchSize: 100,
          maxBatchTimeout: edge.queueSeconds ?? QUEUE_SECONDS,
          maxRetries: 100,
          deadLetterQueue: "events-dead",
        },
      },
    }),
    ratelimits: {
      BEACONS: { namespace_id: "1", simple: { limit: edge.beaconsPerMinute ?? 600, period: 60 } },
      ADDRESSES: { namespace_id: "2", simple: { limit: 1_000_000, period: 60 } },
      ...(edge.ofrepLimit && { OFREP_LIMIT: { namespace_id: "3", simple: edge.ofrepLimit } }),
    },
    cf: false,
    bindings: {
      ENVIRONMENT: edge.environment,
      PUBLIC_KEYS: JSON.stringify(edge.publicKeys),
      COOKIE_KEYS: edge.cookieKeys,
      INGEST_URL: edge.ingestUrl,
      INGEST_KEY: edge.ingestKey,
      ...(edge.control && { CONTROL_URL: edge.control.url, CONTROL_TOKEN: edge.control.token }),
      ...(edge.faults && { FAULTS: "1" }),
      ...edge.bindings,
      ...(edge.ofrepKeys && { OFREP_KEYS: JSON.stringify(edge.ofrepKeys) }),
      ...(edge.ofrepOrigins && { OFREP_ORIGINS: edge.ofrepOrigins.join(" ") }),
    },
    ...(edge.data && {
      kvPersist: `${edge.data}/kv`,
      d1Persist: `${edge.data}/d1`,
      durableObjectsPersist: `${edge.data}/do`,
    }),
  };
}

/** Brings the visitor state's tables up to date. */
export async function migrate(miniflare, worker = undefined) {
  const state = await miniflare.getD1Database("STATE", worker);
  for (const file of readdirSync(here("../migrations")).toSorted()) {
    const sql = readFileSync(here(`../migrations/${file}`), "utf8")
      .replaceAll(/--.*$/gm, "")
      .replaceAll(/\s+/g, " ");
    for (const statement of sql.split(";")) {
      if (statement.trim() !== "") await state.exec(`${statement.trim()};`);
    }
  }
}
