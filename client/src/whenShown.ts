/** Calls back once the page is really on a screen: not while it is prerendered or in a background tab. */
export function whenShown(callback: () => void): void {
  const prerendering = (document as { prerendering?: boolean }).prerendering === true;
  if (prerendering) {
    document.addEventListener("prerenderingchange", () => whenShown(callback), { once: true });
  } else if (document.visibilityState === "hidden") {
    document.addEventListener("visibilitychange", () => whenShown(callback), { once: true });
  } else {
    callback();
  }
}
