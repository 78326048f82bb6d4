// Bundles the Worker: TypeScript, the engine from edge/bridge, and the browser module as text.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const core = here("../bridge/target/js/core.js");
const client = here("../../client/dist/client.js");

for (const [file, maker] of [
  [core, "./mvnw -pl edge/bridge -am package"],
  [client, "npm run build -w client"],
]) {
  if (!(statSync(file, { throwIfNoEntry: false })?.size > 0)) {
    console.error(`edge/worker: ${file} is missing or empty; run ${maker}`);
    process.exit(1);
  }
}

const browserModule = {
  name: "rimlight-client",
  setup(bundler) {
    bundler.onResolve({ filter: /^rimlight-client$/ }, () => ({
      path: client,
      namespace: "browser-module",
    }));
    bundler.onLoad({ filter: /.*/, namespace: "browser-module" }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
      return {
        contents: `export const source = ${JSON.stringify(source)}; export const hash = "${hash}";`,
      };
    });
  },
};

const shared = {
  bundle: true,
  format: "esm",
  target: "es2024",
  minify: true,
  alias: { "rimlight-core": core },
  plugins: [browserModule],
  logLevel: "warning",
};

await build({
  ...shared,
  entryPoints: [here("src/worker.ts")],
  outfile: here("dist/worker.js"),
  external: ["cloudflare:workers", "./bundled.bin"],
});

await build({
  ...shared,
  entryPoints: [here("src/node.ts")],
  outfile: here("dist/node.js"),
  platform: "node",
  external: ["html-rewriter-wasm"],
});

// A deployment puts a signed snapshot here; without one the first isolates of a region begin without definitions.
const bundled = here("dist/bundled.bin");
if (!existsSync(bundled)) writeFileSync(bundled, "");
