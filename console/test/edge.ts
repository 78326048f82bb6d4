import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An edge that takes whatever it is offered, says of itself what the test wants, and answers any page. */
export class FakeEdge {
  revision = 1_000;
  killRevision = 1_000;
  private readonly server: Server = createServer((request, response) => {
    request.resume();
    if (request.url !== "/_rl/publish") {
      response.writeHead(200, { "content-type": "text/html" }).end("<title>A page</title>");
      return;
    }
    const { revision, killRevision } = this;
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ revision, killRevision }));
  });

  async start(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
