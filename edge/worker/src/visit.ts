import type { Decided } from "./decide";
import type { Memory } from "./memory";
import type { Platform } from "./platform";
import type { Preview } from "./preview";
import type { PreparedRoute } from "./routes";
import type { Visitor } from "./visitor";

/** One request for a page of a route, with everything that is known and decided about it. */
export interface Visit {
  readonly platform: Platform;
  readonly request: Request;
  readonly url: URL;
  readonly memory: Memory;
  readonly route: PreparedRoute;
  readonly visitor: Visitor;
  readonly preview: Preview | null;
  readonly decided: readonly Decided[];
  /** Set-Cookie headers to send. */
  readonly cookies: readonly string[];
}
