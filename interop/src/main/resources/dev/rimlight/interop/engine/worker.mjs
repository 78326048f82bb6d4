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
        const context = core.contextOf(bytes(offset, length));
        const snapshot = opened(id);
        lines.push(core.answer(snapshot, noKills, context, core.indexOf(snapshot, flag), now));
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
