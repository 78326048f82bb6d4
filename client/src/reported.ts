/** An event on its way to the edge; an exposure needs no more than its kind, the token says of what. */
export interface Reported {
  readonly kind: "exposure" | "conversion" | "vital" | "error";
  readonly id?: string;
  readonly name?: string;
  readonly value?: number;
  /** how the page view of a vital began */
  readonly navigation?: Navigation;
  /** what it is about: the selector of a vital's element, the place of an error */
  readonly subject?: string;
}

export type Navigation =
  | "navigate"
  | "reload"
  | "back-forward"
  | "back-forward-cache"
  | "prerender"
  | "restore"
  | "soft-navigation";
