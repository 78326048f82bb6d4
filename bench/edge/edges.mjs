// The Workers that are measured, each in a bare workerd of its own with the same outbound: the origin.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, startWorkerd } from "../core/isolate.mjs";
import { envelope, publicKeys } from "./envelope.mjs";
import { definitions } from "./pages.mjs";

/** Writes what every edge is started from; the names are those of `config`. */
export function prepareEdges({ root, java, folder }) {
  const signed = envelope("S", pageSnapshot({ root, java, folder }));
  writeFileSync(join(folder, "snapshot.envelope.bin"), signed);
  copyFileSync(join(root, "edge/worker/dist/worker.js"), join(folder, "rimlight.mjs"));
  for (const name of ["pass-through", "baseline", "nothing", "stub"]) {
    copyFileSync(join(root, `bench/edge/${name}.mjs`), join(folder, `${name}.mjs`));
  }
  for (const name of ["handwritten", "growthbook"]) bundle(root, folder, name);
}

/** The bytes of the snapshot about the pages. */
export function pageSnapshot({ root, java, folder }) {
  mkdirSync(folder, { recursive: true });
  const given = join(folder, "definitions.json");
  const snapshot = join(folder, "snapshot.bin");
  writeFileSync(given, JSON.stringify(definitions));
  execFileSync(join(java, "bin/java"), [
    "-cp",
    `${join(root, "bench/target/classes")}:${join(root, "bench/target/lib/*")}`,
    "dev.rimlight.bench.PageSnapshot",
    given,
    snapshot,
  ]);
  return readFileSync(snapshot);
}

function bundle(root, folder, name) {
  execFileSync(
    join(root, "node_modules/.bin/esbuild"),
    [
      join(root, `bench/edge/${name}.mjs`),
      "--bundle",
      "--minify",
      "--format=esm",
      "--target=es2024",
      "--log-level=error",
      `--outfile=${join(folder, `${name}.mjs`)}`,
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
}

const text = (name, value) => `(name = "${name}", text = ${JSON.stringify(value)})`;

/** Bindings by Worker; those that need none are not here. */
const BINDINGS = {
  rimlight: () => `
    durableObjectNamespaces = [
      (className = "Relay", uniqueKey = "relay", enableSql = true),
      (className = "Spool", uniqueKey = "spool", enableSql = true)],
    durableObjectStorage = (inMemory = void),
    bindings = [
      (name = "CONFIG", kvNamespace = "stub"),
      (name = "STATE", wrapped = (moduleName = "cloudflare-internal:d1-api",
        innerBindings = [(name = "fetcher", service = "stub")])),
      (name = "RELAY", durableObjectNamespace = "Relay"),
      (name = "SPOOL", durableObjectNamespace = "Spool"),
      ${text("ENVIRONMENT", "bench")},
      ${text("PUBLIC_KEYS", JSON.stringify(publicKeys))},
      ${text("COOKIE_KEYS", `k1:${Buffer.alloc(32, 7).toString("base64")}`)},
      ${text("INGEST_URL", "http://ingest.invalid")},
      ${text("INGEST_KEY", "none")}],`,
  growthbook: (origin) => `
    bindings = [
      ${text("PROXY_TARGET", `http://127.0.0.1:${origin}`)},
      ${text("PERSIST_UUID", "true")},
      ${text("RUN_VISUAL_EDITOR_EXPERIMENTS", "edge")}],`,
};
/** GrowthBook without the script that it puts into every page: an edge that only decides and edits. */
BINDINGS.growthbookWithoutScript = (origin) =>
  BINDINGS.growthbook(origin).replace(
    "bindings = [",
    `bindings = [${text("DISABLE_INJECTIONS", "true")},`,
  );

/** A Worker that is deployed without definitions, as most are: they come from KV and the relay. */
const BESIDE = { rimlight: ', (name = "bundled.bin", data = "")' };

const MODULES = { growthbookWithoutScript: "growthbook" };

/** A running edge: {name, port, cpuMillis(), stop()}. */
export async function startEdge(name, { workerd, folder, origin, options, firstPath }) {
  const port = await freePort();
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "${MODULES[name] ?? name}.mjs")${BESIDE[name] ?? ""}],
      compatibilityDate = "2026-07-30", globalOutbound = "origin",
      ${BINDINGS[name]?.(origin) ?? ""})),
    (name = "stub", worker = (
      modules = [(name = "stub", esModule = embed "stub.mjs"),
        (name = "snapshot.envelope.bin", data = embed "snapshot.envelope.bin")],
      compatibilityDate = "2026-07-30")),
    (name = "origin", external = (address = "127.0.0.1:${origin}", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;
  const given = { workerd, folder, config, port, options, name, firstPath };
  return { name, ...(await startWorkerd(given)) };
}
