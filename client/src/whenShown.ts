/** Its visibility says "hidden" as well, but nobody has asked for the page yet. */
export function isPrerendering(): boolean {
  return document.prerendering === true;
}

/** Calls back once the page is really on a screen: not while it is prerendered or in a background tab. */
export function whenShown(callback: () => void): void {
  if (isPrerendering()) {
    document.addEventListener("prerenderingchange", () => whenShown(callback), { once: true });
  } else if (document.visibilityState === "hidden") {
    document.addEventListener("visibilitychange", () => whenShown(callback), { once: true });
  } else {
    callback();
  }
}
