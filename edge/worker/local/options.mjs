// How miniflare is told to run the Worker; the same for the local edge and for the tests.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param {{ origin: string, environment: string, publicKeys: Record<string, string>, cookieKeys: string,
 *   ingestUrl: string, ingestKey: string, port?: number, host?: string, data?: string, faults?: boolean,
 *   ofrepKeys?: Record<string, string>, ofrepOrigins?: readonly string[],
 *   ofrepLimit?: { limit: number, period: 10 | 60 } }} edge
 */
export function miniflareOptions(edge) {
  return {
    host: edge.host ?? "127.0.0.1",
    port: edge.port ?? 0,
    // Requests that the Worker passes on, and those that it failed on, go here.
    upstream: edge.origin,
    modules: true,
    scriptPath: here("../dist/worker.js"),
    compatibilityDate: "2026-07-30",
    kvNamespaces: ["CONFIG"],
    d1Databases: ["STATE"],
    durableObjects: {
      RELAY: { className: "Relay", useSQLite: true },
      SPOOL: { className: "Spool", useSQLite: true },
    },
    cf: false,
    bindings: {
      ENVIRONMENT: edge.environment,
      PUBLIC_KEYS: JSON.stringify(edge.publicKeys),
      COOKIE_KEYS: edge.cookieKeys,
      INGEST_URL: edge.ingestUrl,
      INGEST_KEY: edge.ingestKey,
      ...(edge.faults && { FAULTS: "1" }),
      ...(edge.ofrepKeys && { OFREP_KEYS: JSON.stringify(edge.ofrepKeys) }),
      ...(edge.ofrepOrigins && { OFREP_ORIGINS: edge.ofrepOrigins.join(" ") }),
    },
    ...(edge.ofrepLimit && {
      ratelimits: { OFREP_LIMIT: { namespace_id: "1", simple: edge.ofrepLimit } },
    }),
    ...(edge.data && {
      kvPersist: `${edge.data}/kv`,
      d1Persist: `${edge.data}/d1`,
      durableObjectsPersist: `${edge.data}/do`,
    }),
  };
}

/** Brings the visitor state's tables up to date. */
export async function migrate(miniflare) {
  const state = await miniflare.getD1Database("STATE");
  const sql = readFileSync(here("../migrations/0001_visitor_state.sql"), "utf8")
    .replaceAll(/--.*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  await state.exec(sql);
}
