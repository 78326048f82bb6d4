// A question is a snapshot and contexts, each after its length; the answer has two lines for each flag of each context.
import * as core from "./core.js";

const NOW = 1_795_366_800_000;

export default {
  async fetch(request) {
    const body = await request.arrayBuffer();
    const lengths = new DataView(body);
    const parts = [];
    for (let at = 0; at < body.byteLength; ) {
      const length = lengths.getUint32(at, true);
      parts.push(new Int8Array(body, at + 4, length));
      at += 4 + length;
    }
    const snapshot = core.openSnapshot(parts[0]);
    const kills = core.killList([]);
    const lines = [];
    for (const bytes of parts.slice(1)) {
      const context = core.contextOf(bytes);
      for (let flag = 0; flag < 8; flag++) {
        lines.push(core.answer(snapshot, kills, context, flag, NOW));
        lines.push(core.explain(snapshot, kills, context, flag, NOW));
      }
    }
    return new Response(lines.join("\n"));
  },
};
