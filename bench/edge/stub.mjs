// Stands for KV and D1, which the pages here never ask; KV has a signed snapshot for isolates that start.
import snapshot from "./snapshot.envelope.bin";

export default {
  fetch(request) {
    if (request.method === "PUT") return new Response(null, { status: 200 });
    return new URL(request.url).pathname === "/snapshot"
      ? new Response(snapshot)
      : new Response(null, { status: 404 });
  },
};
