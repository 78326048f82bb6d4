// The origin, in a process of its own: /<anything>/small and /<anything>/large. It also takes events, as an ingest does.
import { createServer } from "node:http";
import { page, SIZES } from "./pages.mjs";

const pages = new Map(Object.keys(SIZES).map((size) => [size, Buffer.from(page(size))]));

const server = createServer((request, response) => {
  if (request.url === "/v1/events") {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"accepted":1,"duplicate":0,"rejected":[]}');
    return;
  }
  const body = pages.get(request.url.slice(request.url.lastIndexOf("/") + 1));
  response.writeHead(body ? 200 : 404, {
    "content-type": "text/html; charset=utf-8",
    "content-length": body?.length ?? 0,
  });
  response.end(body);
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
