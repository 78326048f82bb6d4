import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A small site behind a strict Content-Security-Policy that answers what the edge answers, and keeps what it was sent. */

export interface Sent {
  readonly kind: string;
  readonly id?: string;
  readonly name?: string;
  readonly value?: number;
  readonly navigation?: string;
  readonly subject?: string;
}

export interface Beacon {
  readonly token?: string;
  readonly page?: string;
  readonly events: readonly Sent[];
  readonly bytes: number;
  readonly contentType: string | undefined;
}

export interface Site {
  readonly url: string;
  readonly beacons: Beacon[];
  /** Method, path and body of what was asked except beacons. */
  readonly asked: string[];
  /** All events of all beacons so far. */
  events(): Sent[];
  /** Events of a kind, by their names, sorted and each once. */
  names(kind: string): string[];
  close(): Promise<void>;
}

const CSP = "default-src 'none'; script-src 'self'; connect-src 'self'";
const CLIENT = new URL("../dist/client.js", import.meta.url);

/** The sum of its characters is a multiple of ten, so its vitals say their subjects. */
export const SAMPLED_PAGE = "pageAAAAAAAH";
export const OTHER_PAGE = "pageAAAAAAAA";

const island = (page: string) =>
  JSON.stringify({
    v: 1,
    revision: 7,
    page,
    route: "list",
    flags: { wording: { variant: "urgent", value: "Buy" } },
    exposures: [{ experiment: "wording", variant: "urgent" }],
  });

const document = (head: string, end: string, script = "/page.js") => `<!doctype html>
<html><head><title>Site</title>${head}</head>
<body><main id="main"><h1 class="title large">A heading that is large enough</h1>
<button type="button" class="buy">Buy</button> <a href="/other">Other</a></main>
<script src="${script}"></script>${end}</body></html>`;

const CLIENT_TAG = '<script type="module" src="/_rl/client.js"></script>';
const data = (id: string, json: string) =>
  `<script type="application/json" id="${id}">${json}</script>`;
const END = data("__rl_end", JSON.stringify({ token: "the-token", applied: { wording: true } }));
const page = (id: string) => document(data("__rl", island(id)) + CLIENT_TAG, END);

const PAGES: Record<string, string> = {
  "/": page(SAMPLED_PAGE),
  "/unsampled": page(OTHER_PAGE),
  "/without-module": document(data("__rl", island(OTHER_PAGE)), END),
  "/twice": document(
    `${data("__rl", island(OTHER_PAGE))}${CLIENT_TAG}<script type="module" src="/_rl/client.js?2"></script>`,
    END,
  ),
  "/no-token": document(data("__rl", island(OTHER_PAGE)) + CLIENT_TAG, data("__rl_end", "{}")),
  "/token-in-island": document(
    data("__rl", JSON.stringify({ ...JSON.parse(island(OTHER_PAGE)), token: "early" })) +
      CLIENT_TAG,
    "",
  ),
  "/bypass": document(CLIENT_TAG, ""),
  "/full": document(CLIENT_TAG, ""),
  "/broken-island": document(data("__rl", '{"flags":{"wor') + CLIENT_TAG, END),
  "/faults": document(data("__rl", island(OTHER_PAGE)) + CLIENT_TAG, END, "/faults.js?secret=1"),
  "/app": document(data("__rl", island(OTHER_PAGE)) + CLIENT_TAG, END, "/app.js"),
  "/other": "<!doctype html><title>Other</title><p>Other</p>",
  "/start":
    '<!doctype html><title>Start</title><a href="/prerendered">on</a>' +
    '<script type="speculationrules">{"prerender":[{"urls":["/prerendered"],"eagerness":"immediate"}]}</script>',
  "/prerendered": document(data("__rl", island(OTHER_PAGE)) + CLIENT_TAG, END, "/tracks.js"),
};

const SCRIPTS: Record<string, string> = {
  "/page.js": "",
  "/tracks.js": `addEventListener("rimlight", () => rimlight.track("ready"));`,
  // A click puts another page into this one.
  "/app.js": `document.querySelector("button").addEventListener("click", () => {
    history.pushState(null, "", "/app/details");
    document.getElementById("main").innerHTML = "<h1>" + "Other words. ".repeat(40) + "</h1>";
  });`,
  // Waits for the module: what a page throws before that, no module of it can see.
  "/faults.js": `addEventListener("rimlight", () => {
    setTimeout(() => { throw new TypeError("text that a visitor typed"); });
    Promise.reject(new RangeError("https://elsewhere.example/private:1:2"));
    Promise.reject("text");
    for (let i = 0; i < 20; i++) setTimeout(() => null.property, 10);
  });`,
};

export async function startSite(): Promise<Site> {
  const beacons: Beacon[] = [];
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://site");
    const body = await read(request);
    if (url.pathname === "/_rl/b") {
      const contentType = request.headers["content-type"];
      beacons.push({ ...JSON.parse(body), bytes: Buffer.byteLength(body), contentType });
      response.writeHead(204).end();
    } else {
      asked.push(`${request.method} ${url.pathname}${body && ` ${body}`}`);
      answer(url.pathname, body, response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const events = () => beacons.flatMap((beacon) => beacon.events);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    beacons,
    asked,
    events,
    names: (kind) => [
      ...new Set(
        events()
          .filter((event) => event.kind === kind)
          .map((event) => event.name ?? "")
          .sort(),
      ),
    ],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(path: string, body: string, response: ServerResponse): void {
  const html = PAGES[path];
  const script = path === "/_rl/client.js" ? readFileSync(CLIENT, "utf8") : SCRIPTS[path];
  if (path === "/_rl/consent") {
    response.writeHead(204, { "set-cookie": `rl_consent=${body}; Path=/` }).end();
  } else if (path === "/_rl/reset") {
    response.writeHead(204).end();
  } else if (html !== undefined) {
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (path !== "/start") response.setHeader("content-security-policy", CSP);
    if (path === "/bypass" || path === "/full") {
      response.setHeader("server-timing", `rl-arm;desc=${path.slice(1)}`);
    }
    response.end(html);
  } else if (script !== undefined) {
    response.setHeader("content-type", "text/javascript; charset=utf-8");
    response.end(script);
  } else {
    response.writeHead(404).end();
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
