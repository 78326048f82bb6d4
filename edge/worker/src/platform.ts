import type { Env } from "./env";
import type { Heard, News } from "./memory";
import type { Pipe } from "./splice";

/**
 * What a runtime lends to one request. Everything else that the Worker uses is in the minimum common API of web-interoperable
 * runtimes; worker.ts makes a platform of Cloudflare, node.ts one of Node.
 */
export interface Platform {
  readonly env: Env;
  /** A signed snapshot that was deployed with the Worker; empty when none was. */
  readonly bundled: ArrayBuffer | null;
  /** Pushes what is published; null where isolates cannot be reached. */
  readonly relay: RelayLink | null;
  /** Keeps events while their way is blocked; null where there is no disk. */
  readonly spool: SpoolLink | null;
  /** Where pages come from: the zone's origin for requests that name no other host. */
  fetch(request: Request, signal?: AbortSignal): Promise<Response>;
  /** Lets work go on after the response. */
  waitUntil(work: Promise<unknown>): void;
  rewriter(): HTMLRewriter;
  /** A pipe through which bytes pass as they are, where that costs less than parsing a page; null elsewhere. */
  pipe(): Pipe | null;
  /** Null where there is none: pages are then fetched for every request. */
  readonly cache: Cache | null;
}

export interface RelayLink {
  /** Answers as soon as there is something newer, at the latest after 20 s. */
  watch(heard: Heard): Promise<News>;
  /** Answers at once. */
  news(heard: Heard): Promise<News>;
}

export interface SpoolLink {
  /** Lines that must not be lost, and lines that may; durable when this returns. */
  keep(essential: string, rest: string): Promise<void>;
  depth(): Promise<number>;
}
