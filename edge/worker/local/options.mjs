// How miniflare is told to run the Worker; the same for the local edge and for the tests.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @param {{ origin: string, environment: string, publicKeys: Record<string, string>, cookieKeys: string,
 *   ingestUrl: string, ingestKey: string, control?: { url: string, token: string }, port?: number, host?: string, data?: string, faults?: boolean }} edge
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
      ...(edge.control && { CONTROL_URL: edge.control.url, CONTROL_TOKEN: edge.control.token }),
      ...(edge.faults && { FAULTS: "1" }),
    },
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
