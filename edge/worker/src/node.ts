import { HTMLRewriter as WasmRewriter } from "html-rewriter-wasm";
import type { Env } from "./env";
import type { Platform } from "./platform";
import { serve } from "./serve";

/**
 * Rimlight as a plain fetch handler under Node: the same decisions and the same pages without Cloudflare. There is no relay, so
 * definitions are asked for every ten seconds; no KV, D1 and queue, so nothing is stored of visitors and events go straight
 * to the ingest.
 */
export interface Options {
  readonly env: Env;
  /** Where pages come from. */
  readonly origin: string;
  /** A signed snapshot to begin with. */
  readonly bundled?: ArrayBuffer;
}

export interface Handler {
  (request: Request): Promise<Response>;
  /** Resolves when the work after all responses is done. */
  settled(): Promise<void>;
}

export function createHandler({ env, origin, bundled }: Options): Handler {
  const open = new Set<Promise<unknown>>();
  const handle = (request: Request) => serve(platformFor(request), request);
  const platformFor = (request: Request): Platform => {
    const visited = new URL(request.url).host;
    return {
      env,
      bundled: bundled ?? null,
      relay: null,
      spool: null,
      fetch: (asked, signal) => fetchPage(asked, signal, visited, origin),
      waitUntil(work) {
        const settled = work
          .catch((error) => console.error(`after the response: ${error}`))
          .finally(() => open.delete(settled));
        open.add(settled);
      },
      rewriter: () => new StreamRewriter() as unknown as HTMLRewriter,
      pipe: () => null,
      cache: null,
    };
  };
  return Object.assign(handle, {
    async settled() {
      await Promise.all(open);
    },
  });
}

async function fetchPage(
  asked: Request,
  signal: AbortSignal | undefined,
  visited: string,
  origin: string,
): Promise<Response> {
  const address = new URL(asked.url);
  if (address.host === visited) {
    const target = new URL(origin);
    address.protocol = target.protocol;
    address.host = target.host;
  }
  const request = new Request(address, new Request(asked, { redirect: "manual" }));
  const response = await fetch(request, signal ? { signal } : {});
  // Node has unpacked the body already.
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

type ElementHandlers = Parameters<HTMLRewriter["on"]>[1];
type DocumentHandlers = Parameters<HTMLRewriter["onDocument"]>[0];

/** Cloudflare's rewriter compiled to WebAssembly, with the interface of the one in Workers. */
class StreamRewriter {
  private readonly elements: [string, ElementHandlers][] = [];
  private readonly documents: DocumentHandlers[] = [];

  on(selector: string, handlers: ElementHandlers): this {
    this.elements.push([selector, handlers]);
    return this;
  }

  onDocument(handlers: DocumentHandlers): this {
    this.documents.push(handlers);
    return this;
  }

  transform(response: Response): Response {
    const { elements, documents } = this;
    let wasm: WasmRewriter;
    const stream = new TransformStream<Uint8Array, Uint8Array>({
      start(controller) {
        wasm = new WasmRewriter((chunk) => {
          if (chunk.length > 0) controller.enqueue(chunk.slice());
        });
        for (const [selector, handlers] of elements) wasm.on(selector, handlers as never);
      },
      transform: (chunk) => wasm.write(chunk),
      async flush(controller) {
        await wasm.end();
        wasm.free();
        // Asked here and not in WebAssembly, which can wait for one promise at a time only.
        for (const { end } of documents) {
          let rest = "";
          const append = (text: string) => {
            rest += text;
          };
          await end?.({ append } as never);
          if (rest !== "") controller.enqueue(new TextEncoder().encode(rest));
        }
      },
    });
    return new Response(response.body?.pipeThrough(stream) ?? null, response);
  }
}
