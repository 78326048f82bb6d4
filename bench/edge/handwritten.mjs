// The five edits and a script tag, always, without deciding anything: what is left is the rewriter's own work.
import { handwrittenEdits } from "./pages.mjs";

export default {
  async fetch(request) {
    const route = new URL(request.url).pathname.split("/")[1];
    const rewriter = new HTMLRewriter().on("head", {
      element(head) {
        head.append('<script src="/analytics.js"></script>', { html: true });
      },
    });
    for (const [selector, element] of handwrittenEdits[route] ?? []) {
      rewriter.on(selector, { element });
    }
    return rewriter.transform(await fetch(request));
  },
};
