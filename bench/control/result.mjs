// Keeps what a benchmark of the control plane found, and says whether it is enough.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const results = resolve(import.meta.dirname, "../results");

export function keep(name, result) {
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(result, null, 1)}\n`);
  for (const { what, target, measured, met } of result.targets) {
    console.log(`${met ? "met   " : "MISSED"} ${what}: ${measured} (${target})`);
  }
  console.log(`written to bench/results/${name}.json`);
}
