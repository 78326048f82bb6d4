// Decides batches of questions with the Worker's own module; WorkerEngine.java describes a batch.
import * as core from "./core.js";

const snapshots = new Map();
const noKills = core.killList([]);
const failed = "-1|ERROR|-1|-1|GENERAL|"; // as Engine.java has it

export default {
  async fetch(request) {
    try {
      return new Response(JSON.stringify(decide(await request.arrayBuffer())));
    } catch (error) {
      return new Response(String(error?.stack ?? error), { status: 500 });
    }
  },
};

function decide(body) {
  const headBytes = new DataView(body).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(body, 4, headBytes)));
  const bytes = (offset, length) => new Int8Array(body, 4 + headBytes + offset, length);
  if (head.forget) snapshots.clear();
  for (const [id, offset, length] of head.snapshots)
    snapshots.set(id, bytes(offset, length).slice());
  const lines = [];
  const complaints = [];
  for (const [id, offset, length, now, flags] of head.questions) {
    for (const flag of flags) {
      try {
        const context = contextOf(bytes(offset, length));
        const snapshot = opened(id);
        lines.push(answer(snapshot, context, core.indexOf(snapshot, flag), now));
      } catch (error) {
        complaints.push(`flag ${flag} is not decided: ${error}`);
        lines.push(failed);
      }
    }
  }
  return { lines, complaints };
}

// A snapshot that cannot be opened is the trouble of those who ask about it.
function opened(id) {
  let snapshot = snapshots.get(id);
  if (snapshot instanceof Int8Array) {
    snapshot = core.openSnapshot(snapshot);
    snapshots.set(id, snapshot);
  }
  return snapshot;
}

// Stands in for the module's own functions of these names, as ContextBytes.java does.
function contextOf(bytes) {
  const { unit, attributes } = JSON.parse(new TextDecoder().decode(bytes));
  const context = core.newContext(unit);
  for (const [name, value] of Object.entries(attributes)) core.setValue(context, name, value);
  return context;
}

function answer(snapshot, context, flag, now) {
  const packed = core.decide(snapshot, noKills, context, flag, now);
  const [, reason, , , bucket] = core.describe(snapshot, noKills, context, flag, now).split(" ");
  const experiment = core.experimentOf(snapshot, flag, packed) ?? "";
  const number = bucket.slice("bucket=".length);
  return `${packed & 0xff}|${reason}|${((packed >> 12) & 0xfff) - 1}|${number === "-" ? -1 : number}||${experiment}`;
}
