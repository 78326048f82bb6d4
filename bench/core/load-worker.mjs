// A Worker that opens the snapshot it is sent and decides its first flag.
import * as core from "./core.js";

const NOW_MILLIS = 1_795_500_000_000;

export default {
  async fetch(request) {
    if (request.method !== "POST") return new Response("ready");
    const snapshot = core.openSnapshot(new Int8Array(await request.arrayBuffer()));
    const flag = core.indexOf(snapshot, new URL(request.url).searchParams.get("flag"));
    if (flag < 0) return new Response("no such flag");
    const context = core.newContext("somebody");
    core.setText(context, "country", "NL");
    return new Response(
      String(core.decide(snapshot, core.killList([]), context, flag, NOW_MILLIS)),
    );
  },
};
