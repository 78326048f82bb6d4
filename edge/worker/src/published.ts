/** Routes as the control plane publishes them; spec/openapi.yaml describes each field. */
export interface Route {
  readonly key: string;
  readonly pattern: string;
  readonly host?: string;
  readonly search?: string;
  readonly flags: readonly string[];
  readonly edits?: readonly Edit[];
  readonly rewrites?: readonly Rewrite[];
  readonly redirects?: readonly Redirect[];
  readonly tellOrigin?: boolean;
  readonly cache?: CachePolicy;
  readonly hard?: boolean;
}

export type EditAction =
  | "setText"
  | "setHtml"
  | "setAttribute"
  | "removeAttribute"
  | "addClass"
  | "removeClass"
  | "remove"
  | "unwrap"
  | "insertBefore"
  | "insertAfter"
  | "prepend"
  | "append"
  | "replace"
  | "injectCss"
  | "injectJs";

/** One change of the page. */
export interface Edit {
  readonly flag: string;
  readonly variant: string;
  /** Absent for what goes into the head. */
  readonly selector?: string;
  readonly action: EditAction;
  readonly name?: string;
  readonly element?: string;
  readonly className?: string;
  readonly value?: string;
  readonly html?: string;
}

/** Another path or another origin to fetch; the visitor's address stays. */
export interface Rewrite {
  readonly flag: string;
  readonly variant: string;
  readonly path?: string;
  readonly origin?: string;
}

/** Another address to send the visitor to. */
export interface Redirect {
  readonly flag: string;
  readonly variant: string;
  readonly to: string;
  readonly query?: "merge" | "drop";
}

export interface CachePolicy {
  readonly seconds: number;
  readonly staleSeconds?: number;
  readonly query?: readonly string[];
  readonly keep?: "origin" | "edited";
}
