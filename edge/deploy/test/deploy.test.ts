import { spawnSync } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

/**
 * The command itself with the real wrangler and the built Worker, offline. Its packages are installed by the launcher;
 * without them these tests are skipped, which they never are on CI.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const installed = existsSync(here("../node_modules/wrangler")) || process.env.CI === "true";

describe.skipIf(!installed)("edge deploy", () => {
  const folder = mkdtempSync(join(tmpdir(), "rimlight-deploy-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const out = join(folder, "out");

  function run(...more: string[]) {
    const options = `--environment shop --name rimlight-shop --ingest https://ingest.shop.example
      --zone shop.example --route shop.example/* --dry-run`.split(/\s+/);
    const key = ["--public-key", `aabbccdd ${raw.toString("base64")}`];
    return spawnSync(
      process.execPath,
      [here("../deploy.mjs"), ...options, ...key, "--out", out, ...more],
      { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
    );
  }

  /** As the control plane signs: over "RLE1", purpose and payload. */
  function envelope(purpose: string, payload: Buffer, kid = "aabbccdd"): string {
    const head = Buffer.from(`RLE1${purpose}`);
    const file = join(folder, "snapshot.envelope");
    const signature = sign(null, Buffer.concat([head, payload]), privateKey);
    writeFileSync(
      file,
      Buffer.concat([head, Buffer.from([kid.length]), Buffer.from(kid), signature, payload]),
    );
    return file;
  }

  it("dryRun_isTakenByWranglerWithEveryBinding", () => {
    const { status, stdout, stderr } = run();
    expect(stderr).toBe("");
    expect(status).toBe(0);
    for (const binding of [
      "env.RELAY (Relay)",
      "env.SPOOL (Spool)",
      "env.CONFIG",
      "env.EVENTS (rimlight-shop-events)",
      "env.STATE (rimlight-shop-state)",
      "env.BEACONS (120 requests/60s)",
      'env.ENVIRONMENT ("shop")',
    ]) {
      expect(stdout).toContain(binding);
    }
    expect(stdout).toMatch(/bundled\.bin +│ buffer/);
    expect(stdout).toContain("request_limit_fail_open");
    expect(readFileSync(join(out, "checked/bundled.bin")).length).toBe(0);
    expect(readFileSync(join(out, "checked/worker.js"))).toEqual(
      readFileSync(here("../../worker/dist/worker.js")),
    );
    expect(existsSync(join(out, "migrations/0001_visitor_state.sql"))).toBe(true);
  });

  it("signedSnapshot_isUploadedBesideTheWorker", () => {
    const file = envelope("S", Buffer.from("the snapshot"));
    const { status } = run("--snapshot", file);
    expect(status).toBe(0);
    expect(readFileSync(join(out, "checked/bundled.bin"))).toEqual(readFileSync(file));
  });

  it.each([
    ["killList", "K", "aabbccdd", "must be a signed snapshot, which begins with RLE1S"],
    ["foreignKey", "S", "11223344", "kid == 11223344, must be one of aabbccdd"],
  ])("snapshotThatIs_%s_isRefusedBeforeAnythingIsWritten", (_, purpose, kid, why) => {
    const file = envelope(purpose, Buffer.from("x"), kid);
    const { status, stdout, stderr } = run("--snapshot", file);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(`edge deploy: --snapshot == ${file}, ${why} (--help lists the options)\n`);
  });

  it("changedSnapshot_isRefused", () => {
    const file = envelope("S", Buffer.from("the snapshot"));
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = 0;
    writeFileSync(file, bytes);
    expect(run("--snapshot", file).stderr).toContain("the signature of key aabbccdd must fit");
  });

  it("help_listsTheOptions", () => {
    const { status, stdout } = run("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("Usage: ./rimlight edge deploy");
  });
});
