import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** A real origin: pages, files, an answer for each way in which an origin can be slow, broken or peculiar. */
export interface Origin {
  readonly url: string;
  readonly requests: { method: string; path: string; headers: IncomingMessage["headers"] }[];
  /** What the next answers are like. */
  mood: "well" | "failing" | "hanging";
  /** What the origin says about who has logged in. */
  identity: string | null;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const COOKIES = ["a=1; Path=/", "b=2; Path=/"];

function page(body: string, head = "", headers: Record<string, string | string[]> = {}): Answer {
  return (response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(`<html><head>${head}</head><body>${body}</body></html>`);
  };
}

const shop = (body: string, head = "") => page(body, head, { "set-cookie": COOKIES });

const LARGE = `<h1>Old headline</h1>${"<p>filler of a long page</p>".repeat(40_000)}<i id="last">last</i>`;

const ANSWERS: Record<string, Answer> = {
  "/": shop('<h1 id="greeting">Things</h1>', "<title>List</title>"),
  "/products/kettle": shop('<button id="add-to-basket">Add</button><p id="delivery">x</p>'),
  "/basket": (response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end('<html><head></head><body data-layout="classic"></body></html>');
  },
  "/basket/short": (response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end('<html><head></head><body data-layout="short"></body></html>');
  },
  "/hostile": shop('<b id="text">x</b><img src="/x.png"><p>after</p>'),
  "/slow": (response) => slow(response),
  "/products/slow": (response) => slow(response),
  "/data.json": (response) => {
    response.setHeader("content-type", "application/json");
    response.setHeader("etag", '"origin"');
    response.end('{"untouched":true}');
  },
  "/broken": (response) => {
    response.statusCode = 503;
    response.setHeader("content-type", "text/html");
    response.end("<html><head></head><body>the origin's own error page</body></html>");
  },
  "/styled": page(
    '<h1>x</h1><p id="gone">gone</p><div id="open"><b>kept</b></div><i id="badge" class="cold big" hidden>b</i><u id="swap">old</u>',
    "",
    {
      "content-security-policy": "default-src 'self'; style-src 'self'; script-src 'nonce-abc123='",
    },
  ),
  "/headline": page("<h1>Old headline</h1>", "<title>t</title>"),
  "/shared/page": page("<h1>Old headline</h1>", "<title>shared</title>", { etag: '"v1"' }),
  "/shared/gzip": (response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync("<html><head></head><body><h1>Old headline</h1></body></html>"));
  },
  "/shared/private": page("<h1>Old headline</h1>", "", { "cache-control": "private" }),
  "/shared/cookie": shop("<h1>Old headline</h1>"),
  "/shared/login": page("<h1>Old headline</h1>", "", { "rimlight-identity": "a token" }),
  "/shared/headless": (response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end("<title>t</title><h1>Old headline</h1>");
  },
  "/shared/nonce": page("<h1>Old headline</h1>", "", {
    "content-security-policy": "script-src 'nonce-abcdef12'",
  }),
  "/edited/page": page("<h1>Old headline</h1>"),
  "/checkout": page("<h1>here</h1>"),
  "/checkout-there": page("<h1>there</h1>", '<link rel="canonical" href="https://old.example/">'),
  "/landing": page("<h1>landing</h1>"),
  "/landed": page("<h1>landed</h1>"),
  "/price": page("<h1>Price A</h1>"),
  "/member": page("<h1>Nobody</h1>"),
  "/club": page("<h1>Nobody</h1>"),
  "/hard": page("<h1>plain</h1>"),
  "/large": page(LARGE),
  "/shared/large": page(LARGE),
  "/packed.css": (response) => {
    response.setHeader("content-type", "text/css");
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync("h1{color:red}"));
  },
  "/file.bin": (response, request) => {
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, i) => i & 0xff));
    response.setHeader("accept-ranges", "bytes");
    response.setHeader("content-type", "application/octet-stream");
    response.setHeader("last-modified", "Wed, 25 Nov 2026 00:00:00 GMT");
    if (request.headers["if-modified-since"]) {
      response.statusCode = 304;
      response.end();
      return;
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    if (!range) {
      response.end(bytes);
      return;
    }
    const [from, to] = [Number(range[1]), Number(range[2])];
    response.statusCode = 206;
    response.setHeader("content-range", `bytes ${from}-${to}/1000`);
    response.end(bytes.subarray(from, to + 1));
  },
};

function slow(response: ServerResponse): void {
  response.setHeader("content-type", "text/html");
  response.write('<html><head></head><body><p id="delivery">first</p>');
  setTimeout(() => response.end("last</body></html>"), 400);
}

export async function startOrigin(): Promise<Origin & { server: Server }> {
  const requests: Origin["requests"] = [];
  const state = { mood: "well" as Origin["mood"], identity: null as string | null };
  const { server, url } = await listen((request, response) => {
    const path = request.url ?? "";
    requests.push({ method: request.method ?? "", path, headers: request.headers });
    if (state.mood === "hanging") return;
    if (state.mood === "failing") {
      response.statusCode = 503;
      response.setHeader("content-type", "text/html");
      response.end("<html><head></head><body>the origin is ill</body></html>");
      return;
    }
    if (state.identity) response.setHeader("rimlight-identity", state.identity);
    if (path.startsWith("/login")) {
      response.statusCode = 303;
      response.setHeader("location", "/member");
      response.end();
      return;
    }
    const answer = ANSWERS[path.split("?")[0] ?? ""];
    if (answer) {
      answer(response, request);
      return;
    }
    response.statusCode = 404;
    response.end("no such page");
  });
  return {
    server,
    url,
    requests,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    get identity() {
      return state.identity;
    },
    set identity(identity) {
      state.identity = identity;
    },
  };
}

export function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; url: string }> {
  const server = createServer(handle);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    });
  });
}
