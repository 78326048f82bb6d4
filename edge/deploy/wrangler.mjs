// wrangler as a child process; it is the only thing here that talks to Cloudflare.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { BadOption } from "./settings.mjs";

const PROGRAM = fileURLToPath(new URL("node_modules/wrangler/bin/wrangler.js", import.meta.url));

/** @typedef {(args: string[], options?: { quiet?: boolean }) => { code: number, out: string }} Wrangler */

/** @type {Wrangler} */
export function wrangler(args, { quiet = false } = {}) {
  if (!existsSync(PROGRAM)) {
    throw new BadOption(`${PROGRAM} is missing; 'npm ci --prefix edge/deploy' installs it`);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    encoding: "utf8",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  return { code: status ?? 1, out: `${stdout ?? ""}${stderr ?? ""}` };
}
