/** What a visitor allows, each including the ones before it. */
export type ConsentLevel = "none" | "functional" | "analytics" | "personalization";

export interface Conversion {
  /** A finite number, e.g. the money of an order. */
  readonly value?: number;
  /** 8 to 48 of A-Za-z0-9_-; a repeated call with the same id counts once. */
  readonly id?: string;
}

/** What a page may ask of Rimlight, as `window.rimlight`. No call throws. */
export interface Rimlight {
  /** The decided value of a flag of this page, or the fallback. */
  flag<T>(key: string, fallback: T): T;
  /** Reports a conversion, e.g. `rimlight.track("order", {value: 42.5})`. */
  track(name: string, options?: Conversion): void;
  /**
   * Says what the visitor allows; resolves to whether the edge took it. After "none" this page sends nothing more, and
   * the edge deletes its ids. More than before takes effect with the next page.
   */
  consent(level: ConsentLevel): Promise<boolean>;
  /**
   * Makes the next page one of a new visitor, e.g. after a logout on a shared device; resolves to whether the edge did.
   * This page, which belongs to the visitor before, sends nothing more.
   */
  reset(): Promise<boolean>;
}

declare global {
  interface Window {
    rimlight: Rimlight;
  }
}
