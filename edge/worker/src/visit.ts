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
  /** The origin that the visitor sees, which a platform may have replaced in the address by where pages come from. */
  readonly site: string;
  readonly memory: Memory;
  readonly route: PreparedRoute;
  readonly visitor: Visitor;
  readonly preview: Preview | null;
  readonly decided: readonly Decided[];
  /** Set-Cookie headers to send. */
  readonly cookies: readonly string[];
}
