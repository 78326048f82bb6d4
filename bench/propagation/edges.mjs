// Edges in processes of their own that share one relay and one KV, as locations do.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { miniflareOptions } from "../../edge/worker/local/options.mjs";
import { publicKeys } from "../edge/envelope.mjs";

export const ENVIRONMENT = "bench";
const RELAY = "relay";
const KV = "kv";

/** {addresses, kv, stopRelay(), stop()}; the relay lives in a process that no visitor asks. */
export async function startEdges({ root, folder, originPort, count }) {
  const registry = join(folder, "registry");
  const kv = new Miniflare({
    name: KV,
    modules: true,
    script: readFileSync(join(root, "bench/propagation/kv.mjs"), "utf8"),
    compatibilityDate: "2026-07-30",
    durableObjects: { STORE: { className: "Store", useSQLite: true } },
    unsafeDevRegistryPath: registry,
  });
  const kvAddress = (await kv.ready).origin;
  const edge = (name) => {
    const { kvNamespaces, ...options } = miniflareOptions({
      origin: `http://127.0.0.1:${originPort}`,
      environment: ENVIRONMENT,
      publicKeys,
      cookieKeys: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
      ingestUrl: "http://127.0.0.1:1",
      ingestKey: "none",
    });
    const own = name === RELAY;
    const relay = own ? options.durableObjects.RELAY : { className: "Relay", scriptName: RELAY };
    return new Miniflare({
      ...options,
      name,
      durableObjects: { ...options.durableObjects, RELAY: { ...relay, useSQLite: true } },
      serviceBindings: { CONFIG: KV },
      unsafeDevRegistryPath: registry,
      unsafeDevRegistryDurableObjectProxy: own,
      // Every edge says in every turn that the relay is away; the result says it once.
      handleRuntimeStdio(output, errors) {
        output.resume();
        errors.resume();
      },
    });
  };
  const relay = edge(RELAY);
  await relay.ready;
  const edges = Array.from({ length: count }, (_, i) => edge(`edge-${i}`));
  const addresses = await Promise.all(edges.map(async ({ ready }) => (await ready).origin));
  return {
    addresses,
    kv: kvAddress,
    stopRelay: () => relay.dispose(),
    async stop() {
      for (const each of [...edges, kv]) await each.dispose();
    },
  };
}
