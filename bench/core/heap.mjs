// node --expose-gc heap.mjs CORE SNAPSHOT: what an opened snapshot keeps of the heap, and what it keeps once every flag
// has been decided. Node has the same V8 as workerd, and unlike it tells.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, file] = process.argv;
const core = await import(pathToFileURL(module).href);

/** The JavaScript heap and the bytes of typed arrays beside it. */
function kept() {
  for (let i = 0; i < 4; i++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function open() {
  return core.openSnapshot(Int8Array.from(readFileSync(file)));
}

function decideAll(snapshot) {
  const kills = core.killList([]);
  const context = core.newContext("somebody");
  core.setText(context, "country", "NL");
  let flag = 0;
  try {
    for (; ; flag++) core.decide(snapshot, kills, context, flag, 0);
  } catch {
    return flag; // The position after the last flag is refused.
  }
}

decideAll(open());
const before = kept();
const snapshot = open();
const opened = kept() - before;
const flags = decideAll(snapshot);
const decided = kept() - before;
process.stdout.write(JSON.stringify({ flags, opened, decided }));
