// Whether every edge does what it is measured for; a visitor's cookie comes with the first answer.
import { HEADLINES, page } from "./pages.mjs";

const EDITS = [
  /<button id="order" type="button" data-tone="urgent">Order today<\/button>/,
  /<p id="note">Note<\/p><p class="more">More<\/p>/,
  /<li>New<\/li><li>Sale<\/li>/,
  /<footer id="footer"><b>Thanks<\/b>Shop<\/footer>/,
];

/** Cookies of visitors by edge; throws when an answer is not what it should be. */
export async function checkAnswers(edges, visitors) {
  await expect(edges["pass-through"], "/fifty/small", (html) => html === page("small"));
  await expect(
    edges.baseline,
    "/fifty/small",
    (html) =>
      html === page("small").replace("</head>", '<script src="/analytics.js"></script></head>'),
  );
  await expect(edges.rimlight, "/fifty/small", (html) => flagsIn(html) === 50);
  for (const edge of [edges.rimlight, edges.handwritten]) {
    for (const path of ["/edits/large", "/editsById/large"]) {
      await expect(edge, path, (html) => EDITS.every((edit) => edit.test(html)));
    }
  }
  const cookies = {};
  for (const name of ["rimlight", "growthbook", "growthbookWithoutScript"]) {
    cookies[name] = await split(edges[name], visitors);
  }
  const others = ["pass-through", "baseline", "handwritten"].map((name) => [
    name,
    cookies.rimlight,
  ]);
  return { ...cookies, ...Object.fromEntries(others) };
}

async function expect(edge, path, holds) {
  const response = await fetch(new URL(path, edge.address));
  const html = await response.text();
  if (response.status !== 200 || !holds(html)) {
    throw new Error(`${edge.name} does not answer ${path} as it should: ${html.slice(0, 300)}`);
  }
}

/** How many flags the page was told of. */
export function flagsIn(html) {
  const island = html.match(/id="__rl">(.*?)<\/script>/)?.[1] ?? "{}";
  return Object.keys(JSON.parse(island).flags ?? {}).length;
}

/**
 * Both headlines are shown, and a visitor who comes back sees the same each time. Not the first time: without a cookie
 * GrowthBook's edge app decides for one new id and sets the cookie to another, which its script mends in the browser.
 */
async function split(edge, visitors) {
  const cookies = [];
  const shown = { [HEADLINES.plain]: 0, [HEADLINES.short]: 0 };
  for (let i = 0; i < visitors; i++) {
    const first = await fetch(new URL("/headline/small", edge.address));
    await first.text();
    const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const headline = await headlineFor(edge, cookie);
    const again = await headlineFor(edge, cookie);
    if (again !== headline || !(headline in shown)) {
      throw new Error(`${edge.name} showed "${headline}" and then "${again}"`);
    }
    shown[headline]++;
    cookies.push(cookie);
  }
  if (Math.min(...Object.values(shown)) < visitors / 4) {
    throw new Error(`${edge.name} does not split in halves: ${JSON.stringify(shown)}`);
  }
  return cookies;
}

async function headlineFor(edge, cookie) {
  const page = await fetch(new URL("/headline/small", edge.address), { headers: { cookie } });
  return (await page.text()).match(/<h1 id="headline">(.*?)<\/h1>/)?.[1];
}
