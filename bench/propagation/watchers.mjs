// Visitors of all edges, in a process of their own: pages as load, and what each edge says it has in force.
import { Agent, get } from "node:http";

const agent = new Agent({ keepAlive: true });
const PAUSE_MILLIS = 50;
const TIMEOUT_MILLIS = 5_000;

function ask(url) {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, timeout: TIMEOUT_MILLIS }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
      response.on("error", reject);
    });
    request.on("timeout", () => request.destroy(new Error(`${url}: no answer in time`)));
    request.on("error", reject);
  });
}

/** Once the run is over nobody listens, and nothing is lost by that. */
const tell = (message) => process.send(message, () => {});

async function watch(address, edge) {
  const seen = { revision: 0, killRevision: 0 };
  for (;;) {
    try {
      const page = await ask(`${address}/headline/small`);
      const { status, text } = await ask(`${address}/_rl/health`);
      if (page.status !== 200 || status !== 200) throw new Error(`${page.status}, ${status}`);
      const now = JSON.parse(text);
      const at = performance.timeOrigin + performance.now();
      for (const what of ["revision", "killRevision"]) {
        if (now[what] > seen[what]) {
          seen[what] = now[what];
          tell({ edge, what, revision: now[what], at });
        }
      }
      tell({ pages: 1 });
    } catch (error) {
      tell({ failed: `edge ${edge}: ${error.message}` });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
}

process.on("message", ({ addresses }) => addresses.forEach(watch));
process.on("disconnect", () => process.exit());
