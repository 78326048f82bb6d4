// The pages, and what is published about them: the same headline and the same five places in a small and a large page.

/** Path of a route and size of its page. */
export const SIZES = { small: 10_000, large: 100_000 };

/** What the experiment makes of the headline. */
export const HEADLINES = { plain: "Things that last", short: "Lasting things" };

/** HTML of at least so many bytes, as a shop lists its products; the same in every run. */
export function page(size) {
  let body = "";
  for (let i = 0; body.length < SIZES[size] - 500; i++) {
    body +=
      `<article class="product" data-id="${i}"><a href="/products/${i}"><img src="/img/${i}.webp" alt="Product ${i}" width="320" height="240"></a>` +
      `<h2>Product ${i}</h2><p class="price"><span>${(i * 7919) % 200}.95</span> <em>free delivery</em></p>` +
      `<p>A text about product ${i}, of which nobody reads more than one line &amp; a half.</p></article>\n`;
  }
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="stylesheet" href="/shop.css"></head>
<body class="list"><header><a href="/">Shop</a><nav id="menu"><ul><li>New</li></ul></nav></header>
<main><h1 id="headline">${HEADLINES.plain}</h1><button id="order" type="button">Order</button><p id="note">Note</p>
${body}</main><footer id="footer">Shop</footer></body></html>
`;
}

const flag = (key, variants, serve) => ({
  key,
  type: "string",
  on: true,
  variants: Object.entries(variants).map(([variant, value]) => ({ key: variant, value })),
  off: Object.keys(variants)[0],
  rules: serve.experiment ? [{ id: "experiment", serve }] : [],
  default: { variant: serve.variant ?? Object.keys(variants)[0] },
});

const edit = (of, selector, action, more = {}) => ({ ...of, selector, action, ...more });

const redesign = { flag: "redesign", variant: "new" };

/**
 * The five edits. An id alone makes the rewriter read the attributes of every element of the page; with the name of the
 * element before it, only of those.
 */
const SELECTORS = {
  edits: { order: "button#order", note: "p#note", menu: "nav#menu ul", footer: "footer#footer" },
  editsById: { order: "#order", note: "#note", menu: "#menu ul", footer: "#footer" },
};

function editsAt({ order, note, menu, footer }) {
  return [
    edit(redesign, order, "setText"),
    edit(redesign, order, "setAttribute", { name: "data-tone", value: "urgent" }),
    edit(redesign, note, "insertAfter", { element: "p", className: "more", value: "More" }),
    edit(redesign, menu, "append", { element: "li", value: "Sale" }),
    edit(redesign, footer, "prepend", { element: "b", value: "Thanks" }),
  ];
}

/** As somebody writes them by hand; the keys are those of the routes. */
export const handwrittenEdits = Object.fromEntries(
  Object.entries(SELECTORS).map(([route, { order, note, menu, footer }]) => [
    route,
    [
      [
        order,
        (element) => {
          element.setInnerContent("Order today");
          element.setAttribute("data-tone", "urgent");
        },
      ],
      [note, (element) => element.after('<p class="more">More</p>', { html: true })],
      [menu, (element) => element.append("<li>Sale</li>", { html: true })],
      [footer, (element) => element.prepend("<b>Thanks</b>", { html: true })],
    ],
  ]),
);

/** Definitions beside the workload's fifty flags, which the route `fifty` decides. */
export const definitions = {
  flags: [
    flag("headline", HEADLINES, { experiment: "headline" }),
    flag("redesign", { old: "old", new: "Order today" }, { variant: "new" }),
  ],
  experiments: [
    {
      key: "headline",
      name: "Headline",
      hypothesis: "A short headline is read.",
      flag: "headline",
      unit: "visitor",
      control: "plain",
      variants: [
        { variant: "plain", weight: 50_000 },
        { variant: "short", weight: 50_000 },
      ],
      allocation: 100_000,
      plannedUnits: 5_000,
      metrics: [
        {
          key: "order-rate",
          name: "Orders",
          event: "order",
          kind: "proportion",
          direction: "increase",
          role: "goal",
        },
      ],
      status: "running",
    },
  ],
  routes: [
    { key: "fifty", pattern: "/fifty/*", priority: 10, flags: [] },
    ...Object.entries(SELECTORS).map(([key, selectors], i) => ({
      key,
      pattern: `/${key}/*`,
      priority: 20 + i,
      flags: ["redesign"],
      edits: editsAt(selectors),
    })),
    {
      key: "headline",
      pattern: "/headline/*",
      priority: 30,
      flags: ["headline"],
      edits: [edit({ flag: "headline", variant: "short" }, "h1#headline", "setText")],
    },
  ],
};

/** The same experiment as GrowthBook's visual editor publishes it. */
export const growthbookPayload = {
  features: {},
  experiments: [
    {
      key: "headline",
      changeId: "headline",
      status: "running",
      manual: false,
      hashAttribute: "id",
      hashVersion: 2,
      seed: "headline",
      coverage: 1,
      weights: [0.5, 0.5],
      meta: [{ key: "plain" }, { key: "short" }],
      urlPatterns: [{ include: true, type: "simple", pattern: "/headline/*" }],
      variations: [
        { domMutations: [] },
        {
          domMutations: [
            { selector: "h1#headline", attribute: "html", action: "set", value: HEADLINES.short },
          ],
        },
      ],
    },
  ],
};
