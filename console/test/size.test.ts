import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";

/** The bytes that a first visit loads, against the budgets of the console. Nothing is measured before a build. */
const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const BUILT = existsSync(`${DIST}.vite/manifest.json`);

const ENTRY_JS_BYTES = 120_000;
const ENTRY_AND_RESULTS_JS_BYTES = 180_000;
const LAZY_ROUTE_JS_BYTES = 45_000;
const CHART_JS_BYTES = 20_000;
const CSS_BYTES = 12_000;
const FONT_BYTES = 40_000;

/** Pages, and the sections of one that have addresses of their own. */
const LAZY_ROUTE = /Page\.tsx$|settings\/(Yourself|Policy|Layers|People|Tokens)\.tsx$/;

type Chunk = { file: string; imports?: string[]; css?: string[] };
type Manifest = Record<string, Chunk>;

describe.skipIf(!BUILT)(BUILT ? "sizes" : "sizes (skipped: console/dist is not built)", () => {
  let manifest: Manifest;

  beforeAll(() => {
    manifest = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, "utf8")) as Manifest;
  });

  it("entry_isWithinBudget", () => {
    expect(gzipped(loaded(manifest, "index.html"))).toBeLessThanOrEqual(ENTRY_JS_BYTES);
  });

  it("entryWithResultsAndDialog_isWithinBudget", () => {
    const files = loaded(
      manifest,
      "index.html",
      "src/results/ResultsPage.tsx",
      "src/kill/KillDialog.tsx",
    );
    expect(gzipped(files)).toBeLessThanOrEqual(ENTRY_AND_RESULTS_JS_BYTES);
  });

  it("eachLazyRoute_isWithinBudget", () => {
    const entry = loaded(manifest, "index.html");
    const routes = Object.keys(manifest).filter((name) => LAZY_ROUTE.test(name));
    expect(routes).toHaveLength(31);
    for (const route of routes) {
      const own = [...loaded(manifest, route)].filter((file) => !entry.has(file));
      expect(gzipped(own), route).toBeLessThanOrEqual(LAZY_ROUTE_JS_BYTES);
    }
  });

  it("chartOverTime_loadsByItselfAndIsWithinBudget", () => {
    const before = loaded(manifest, "index.html", "src/results/ResultsPage.tsx");
    const own = [...loaded(manifest, "src/results/UpliftChart.tsx")].filter(
      (file) => !before.has(file),
    );
    expect(own).toHaveLength(1);
    expect(gzipped(own)).toBeLessThanOrEqual(CHART_JS_BYTES);
  });

  it("stylesAndFonts_areWithinBudget", () => {
    const assets = readdirSync(`${DIST}assets`).map((name) => `assets/${name}`);
    expect(gzipped(assets.filter((name) => name.endsWith(".css")))).toBeLessThanOrEqual(CSS_BYTES);
    const fonts = assets.filter((name) => name.endsWith(".woff2"));
    expect(bytes(fonts)).toBeLessThanOrEqual(FONT_BYTES);
    expect(fonts).toHaveLength(1);
  });
});

/** The files that the chunks load by themselves: they and all they import statically. */
function loaded(manifest: Manifest, ...names: string[]): Set<string> {
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined) {
      throw new Error(`the manifest has no ${name}`);
    }
    if (!files.has(chunk.file)) {
      files.add(chunk.file);
      chunk.imports?.forEach(add);
    }
  };
  names.forEach(add);
  return files;
}

function gzipped(files: Iterable<string>): number {
  return [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(DIST + file), { level: 9 }).length,
    0,
  );
}

function bytes(files: string[]): number {
  return files.reduce((sum, file) => sum + readFileSync(DIST + file).length, 0);
}
