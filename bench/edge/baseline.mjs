// What everybody pays who adds a script to a page: one handler in the stream.
export default {
  async fetch(request) {
    return new HTMLRewriter()
      .on("head", {
        element(head) {
          head.append('<script src="/analytics.js"></script>', { html: true });
        },
      })
      .transform(await fetch(request));
  },
};
