// The folder that wrangler deploys from: the configuration and all that it names.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { configuration } from "./configuration.mjs";
import { requireSnapshot } from "./envelope.mjs";
import { BadOption } from "./settings.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Writes the folder anew and returns the configuration's path.
 *
 * @param {import("./settings.mjs").Settings} settings
 */
export function writeFolder(settings) {
  const built = here("../worker/dist");
  if (!existsSync(join(built, "worker.js"))) {
    throw new BadOption(`${built}/worker.js is missing; ./rimlight build makes it`);
  }
  const bundled = settings.snapshot ? readSnapshot(settings) : Buffer.alloc(0);
  const out = resolve(settings.out ?? here(`../../.build/deploy/${settings.environment}`));
  // Only what an earlier run has made: the folder may hold other things.
  for (const made of ["worker", "migrations", "checked", "wrangler.json"]) {
    rmSync(join(out, made), { recursive: true, force: true });
  }
  mkdirSync(join(out, "worker"), { recursive: true });
  for (const module of readdirSync(built).filter((file) => file.endsWith(".js"))) {
    cpSync(join(built, module), join(out, "worker", module));
  }
  writeFileSync(join(out, "worker", "bundled.bin"), bundled);
  cpSync(here("../worker/migrations"), join(out, "migrations"), { recursive: true });
  const path = join(out, "wrangler.json");
  writeFileSync(path, `${JSON.stringify(configuration(settings), null, 2)}\n`);
  return path;
}

function readSnapshot({ snapshot, publicKeys }) {
  let bytes;
  try {
    bytes = readFileSync(snapshot);
  } catch (error) {
    throw new BadOption(`--snapshot == ${snapshot}, cannot be read: ${error.message}`);
  }
  requireSnapshot(bytes, snapshot, publicKeys);
  return bytes;
}
