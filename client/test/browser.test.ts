import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FAULTS_PER_PAGE } from "../src/watchFaults";
import { type Chromium, startChromium } from "./chromium";
import { OTHER_PAGE, SAMPLED_PAGE, type Sent, type Site, startSite } from "./site";

/**
 * The module in a real browser on a site with a strict Content-Security-Policy: what arrives at the server is all that
 * counts. Without Chromium these tests are skipped; the launcher makes that a failure on CI.
 */
const browserPath = process.env.RIMLIGHT_CHROMIUM ?? "";
const VITALS = ["CLS", "FCP", "INP", "LCP", "TTFB"];
const VITALS_WITHOUT_CLICK = ["CLS", "FCP", "LCP", "TTFB"];

/**
 * web-vitals takes an interaction when the page is next idle, at the latest after a second; what it has not taken before
 * the page is left is lost. This callback stands behind that of web-vitals.
 */
const INTERACTION_TAKEN = `new Promise((resolve) =>
  new PerformanceObserver(() =>
    setTimeout(() => requestIdleCallback(() => resolve(true), { timeout: 1000 }), 50),
  ).observe({ type: "first-input", buffered: true }))`;

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

describe.skipIf(browserPath === "")("the module in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: browserPath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      // The cache is one of the things to be tested.
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    complaints = [];
    page.on("console", (message) => {
      if (message.type() !== "log") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
  });
  afterEach(() => context.close());

  /** Until the module has run; a page without vitals has nothing else to wait for. */
  async function visit(path: string): Promise<void> {
    await page.goto(site.url + path);
    await page.waitForFunction(() => typeof window.rimlight?.track === "function");
  }

  /** After a paint, without which there is no vital to report. */
  async function leave(): Promise<void> {
    await painted();
    await page.goto(`${site.url}/other`);
  }

  /** A click of which the page knows the INP. */
  async function click(): Promise<void> {
    await painted();
    await page.click("button");
    await page.evaluate(INTERACTION_TAKEN);
  }

  const painted = () =>
    page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);

  /** Long enough for a beacon to arrive that must not be there. */
  const aMoment = () => new Promise((resolve) => setTimeout(resolve, 400));

  it("pageLoad_reportsExposureAndFiveVitalsWithTokenAndPage", async () => {
    await visit("/");
    await click();
    await leave();
    await eventually("five vitals", () => site.names("vital").length === 5);
    expect(site.names("vital")).toEqual(VITALS);
    expect(site.events().filter(({ kind }) => kind === "exposure")).toEqual([{ kind: "exposure" }]);
    for (const { token, contentType, page } of site.beacons) {
      expect([token, contentType, page]).toEqual([
        "the-token",
        "text/plain;charset=UTF-8",
        SAMPLED_PAGE,
      ]);
    }
    expect(complaints).toEqual([]);
  });

  it("vitals_sayHowThePageViewBeganAndHaveAnIdEach", async () => {
    await visit("/");
    await page.reload();
    await leave();
    await eventually("vitals of both views", () => vitals("reload").length >= 4);
    expect(vitals("navigate").map(({ name }) => name)).toEqual(VITALS_WITHOUT_CLICK);
    expect(vitals("reload").map(({ name }) => name)).toEqual(VITALS_WITHOUT_CLICK);
    const all = site.events().filter(({ kind }) => kind === "vital");
    expect(new Set(all.map(({ id }) => id)).size).toBe(8);
    expect(all.every(({ id = "" }) => /^[A-Za-z0-9_-]{8,48}$/.test(id))).toBe(true);
  });

  it("sampledPage_saysTheElementsOfLcpAndInp", async () => {
    await visit("/");
    await click();
    await leave();
    await eventually("five vitals", () => site.names("vital").length === 5);
    expect(subjects()).toEqual({ LCP: "#main>h1.title.large", INP: "#main>button.buy" });
  });

  it("pageOutsideOfTheSample_saysNoElement", async () => {
    await visit("/unsampled");
    await click();
    await leave();
    await eventually("five vitals", () => site.names("vital").length === 5);
    expect(subjects()).toEqual({});
    expect(site.beacons[0]?.page).toBe(OTHER_PAGE);
  });

  it("restoreFromTheBackForwardCache_isAPageViewOfItsOwn", async () => {
    await visit("/");
    await leave();
    await eventually("vitals of the load", () => vitals("navigate").length === 4);
    // A restored page has no load that one could wait for.
    await page.goBack({ waitUntil: "commit" });
    await aMoment();
    await page.goto(`${site.url}/other`);
    await eventually("vitals of the restore", () => vitals("back-forward-cache").length === 4);
    expect(vitals("back-forward-cache").map(({ name }) => name)).toEqual(VITALS_WITHOUT_CLICK);
    expect(site.asked.filter((asked) => asked === "GET /")).toHaveLength(1);
    expect(site.events().filter(({ kind }) => kind === "exposure")).toHaveLength(1);
  });

  it("softNavigation_isAPageViewOfItsOwn", async () => {
    await visit("/app");
    await click();
    await page.waitForFunction(() => performance.getEntriesByType("soft-navigation").length > 0);
    await aMoment();
    await page.goto(`${site.url}/other`);
    await eventually("vitals of both", () => vitals("soft-navigation").length >= 4);
    expect(vitals("soft-navigation").map(({ name }) => name)).toEqual(VITALS_WITHOUT_CLICK);
  });

  it("pageThatCrashes_hasLeftItsBeaconWithTheBrowser", async () => {
    await visit("/");
    await eventually("the exposure", () => site.names("exposure").length === 1);
    await painted();
    await aMoment();
    expect(site.names("vital")).toEqual([]);
    const session = await context.newCDPSession(page);
    // It never answers.
    session.send("Page.crash").catch(() => "gone");
    await eventually("the first vitals", () => site.names("vital").length === 2);
    expect(site.names("vital")).toEqual(["FCP", "TTFB"]);
  });

  it("withoutFetchLater_reportsTheSame", async () => {
    await page.addInitScript("delete globalThis.fetchLater");
    await visit("/");
    await click();
    await leave();
    await eventually("five vitals", () => site.names("vital").length === 5);
    expect(site.names("vital")).toEqual(VITALS);
    expect(complaints).toEqual([]);
  });

  it("conversion_leavesAtOnceAndWithItsValue", async () => {
    await visit("/");
    await page.evaluate(() => window.rimlight.track("order", { value: 42.5, id: "order-0001" }));
    await eventually("the order", () => site.names("conversion").length === 1);
    expect(site.events().filter(({ kind }) => kind === "conversion")).toEqual([
      { kind: "conversion", id: "order-0001", name: "order", value: 42.5 },
    ]);
  });

  it("manyConversions_comeInBeaconsThatTheEdgeTakes", async () => {
    await visit("/");
    await page.evaluate(() => {
      for (let i = 0; i < 120; i++)
        window.rimlight.track("x".repeat(64), { id: `order-${1000 + i}` });
    });
    const arrived = () => site.events().filter(({ kind }) => kind === "conversion");
    await eventually("all of them", () => arrived().length === 120);
    expect(new Set(arrived().map(({ id }) => id)).size).toBe(120);
    expect(Math.max(...site.beacons.map(({ events }) => events.length))).toBeLessThanOrEqual(50);
  });

  it("uncaughtErrors_areReportedByClassAndPlaceWithoutTheirWords", async () => {
    await visit("/faults");
    await eventually("the errors", () => complaints.length >= 22);
    await leave();
    const faults = () => site.events().filter(({ kind }) => kind === "error");
    await eventually("the events", () => faults().length === FAULTS_PER_PAGE);
    const seen = faults().map(({ name, subject }) => `${name} ${subject}`);
    expect(seen.slice(0, 4).sort()).toEqual([
      "RangeError /faults.js:3:20",
      "TypeError /faults.js:2:30",
      "TypeError /faults.js:5:56",
      "string undefined",
    ]);
    expect(JSON.stringify(site.beacons)).not.toMatch(/typed|private|secret|property/);
  });

  it("flag_answersWhatWasDecidedOrTheFallback", async () => {
    await visit("/");
    expect(
      await page.evaluate(() => [
        window.rimlight.flag("wording", "-"),
        window.rimlight.flag("unknown", "-"),
        window.rimlight.flag("constructor", "-"),
      ]),
    ).toEqual(["Buy", "-", "-"]);
  });

  it("pageWithoutToken_answersAndSendsNothing", async () => {
    await visit("/no-token");
    expect(await page.evaluate(() => window.rimlight.flag("wording", "-"))).toBe("Buy");
    await page.evaluate(() => window.rimlight.track("order"));
    await click();
    await leave();
    await aMoment();
    expect(site.beacons).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("tokenInTheIslandItself_isTaken", async () => {
    await visit("/token-in-island");
    await eventually("the exposure", () => site.beacons.length === 1);
    expect(site.beacons[0]?.token).toBe("early");
  });

  it("armWithoutIsland_reportsItsExposureAndVitalsWithoutToken", async () => {
    await visit("/bypass");
    await leave();
    await eventually("four vitals", () => site.names("vital").length === 4);
    expect(site.names("vital")).toEqual(VITALS_WITHOUT_CLICK);
    expect(site.beacons.map(({ token, page }) => [token, page])).toEqual(
      site.beacons.map(() => [undefined, undefined]),
    );
    // The edge knows which arm it was.
    expect(site.names("exposure")).toHaveLength(1);
  });

  it("fullArmWithoutIsland_sendsNothing", async () => {
    await visit("/full");
    await leave();
    await aMoment();
    expect(site.beacons).toEqual([]);
  });

  it("brokenIsland_isAsGoodAsNone", async () => {
    await visit("/broken-island");
    expect(await page.evaluate(() => window.rimlight.flag("wording", "-"))).toBe("-");
    expect(complaints).toEqual([]);
  });

  it("moduleLoadedTwice_countsOnce", async () => {
    await visit("/twice");
    await page.waitForFunction(() => performance.getEntriesByType("resource").length >= 3);
    await leave();
    await eventually("four vitals", () => site.names("vital").length === 4);
    await aMoment();
    expect(
      site
        .events()
        .map(({ kind, name = "" }) => `${kind} ${name}`)
        .sort(),
    ).toEqual(["exposure ", ...VITALS_WITHOUT_CLICK.map((name) => `vital ${name}`)]);
  });

  it("consentNone_tellsTheEdgeAndSendsNothingMore", async () => {
    await visit("/");
    await eventually("the exposure", () => site.beacons.length === 1);
    expect(await page.evaluate(() => window.rimlight.consent("none"))).toBe(true);
    await page.evaluate(() => window.rimlight.track("order"));
    await leave();
    await aMoment();
    expect(site.asked).toContain("POST /_rl/consent none");
    expect(site.events()).toEqual([{ kind: "exposure" }]);
  });

  it("consentWithdrawnElsewhere_isSeenInTheCookie", async () => {
    await visit("/");
    await eventually("the exposure", () => site.beacons.length === 1);
    await context.addCookies([{ name: "rl_consent", value: "none", url: site.url }]);
    await page.evaluate(() => window.rimlight.track("order"));
    await leave();
    await aMoment();
    expect(site.events()).toEqual([{ kind: "exposure" }]);
  });

  it("consentToMore_goesOnSending", async () => {
    await visit("/");
    expect(await page.evaluate(() => window.rimlight.consent("analytics"))).toBe(true);
    await page.evaluate(() => window.rimlight.track("order"));
    await eventually("the order", () => site.names("conversion").length === 1);
    expect(site.asked).toContain("POST /_rl/consent analytics");
  });

  it("reset_sendsWhatWaitsForTheVisitorBeforeAndNothingMore", async () => {
    await visit("/");
    expect(
      await page.evaluate(() => {
        window.rimlight.track("logout");
        const done = window.rimlight.reset();
        window.rimlight.track("order");
        return done;
      }),
    ).toBe(true);
    await leave();
    await aMoment();
    expect(site.names("conversion")).toEqual(["logout"]);
    expect(site.asked).toContain("POST /_rl/reset");
  });

  it.each([
    ["sendBeacon throws", "navigator.sendBeacon = () => { throw new Error('broken') }"],
    ["sendBeacon is over its quota", "navigator.sendBeacon = () => false"],
    ["sendBeacon is missing", "delete Navigator.prototype.sendBeacon"],
  ])("pageWhere_%s_deliversByFetch", async (_, sabotage) => {
    await page.addInitScript(sabotage);
    await visit("/");
    await page.evaluate(() => window.rimlight.track("order"));
    await eventually("the order", () => site.names("conversion").length === 1);
    await leave();
    await eventually("four vitals", () => site.names("vital").length === 4);
    expect(site.names("vital")).toEqual(VITALS_WITHOUT_CLICK);
    expect(complaints).toEqual([]);
  });

  it.each([
    ["PerformanceObserver is missing", "delete globalThis.PerformanceObserver"],
    ["performance is missing", "delete globalThis.performance"],
    ["fetchLater throws", "globalThis.fetchLater = () => { throw new Error('broken') }"],
    [
      "cookies are forbidden",
      "Object.defineProperty(Document.prototype, 'cookie', { get() { throw new Error('no') } })",
    ],
  ])("pageWhere_%s_stillCountsWhatItCan", async (_, sabotage) => {
    await page.addInitScript(sabotage);
    await visit("/");
    await page.evaluate(() => window.rimlight.track("order"));
    await eventually("the order", () => site.names("conversion").length === 1);
    await page.click("button");
    await page.goto(`${site.url}/other`);
    expect(site.names("exposure")).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it("pageWhereNothingCanBeSent_isNotDisturbed", async () => {
    await page.addInitScript(
      "for (const name of ['fetch', 'fetchLater', 'Blob', 'crypto']) delete globalThis[name]; delete Navigator.prototype.sendBeacon",
    );
    await visit("/");
    expect(
      await page.evaluate(async () => {
        window.rimlight.track("order");
        return [await window.rimlight.consent("none"), await window.rimlight.reset()];
      }),
    ).toEqual([false, false]);
    await page.goto(`${site.url}/other`);
    expect(complaints).toEqual([]);
    expect(site.beacons).toEqual([]);
  });

  // Three tries: a busy machine may stop the browser in the middle of any task, a task that is long is so each time.
  it("evaluatingTheModule_isNoLongTask", { retry: 2 }, async () => {
    await page.goto(`${site.url}/without-module`);
    await painted();
    await aMoment();
    const longTasks = await page.evaluate(async () => {
      const began = performance.now();
      const script = document.createElement("script");
      script.type = "module";
      script.src = "/_rl/client.js";
      document.head.append(script);
      await new Promise((resolve) => addEventListener("rimlight", resolve, { once: true }));
      return new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().filter(({ startTime }) => startTime >= began).length),
        ).observe({ type: "longtask", buffered: true });
        // Without a long task the observer is never called.
        setTimeout(() => resolve(0), 300);
      });
    });
    expect(longTasks).toBe(0);
    await eventually("it measures", () => site.names("exposure").length === 1);
  });

  function vitals(navigation: string): Sent[] {
    return site
      .events()
      .filter((event) => event.kind === "vital" && event.navigation === navigation)
      .sort((a, b) => (a.name ?? "").localeCompare(b.name ?? ""));
  }

  function subjects(): Record<string, string> {
    return Object.fromEntries(
      site.events().flatMap(({ name = "", subject }) => (subject ? [[name, subject]] : [])),
    );
  }
});

describe.skipIf(browserPath === "")("pages that nobody looks at", () => {
  let browser: Chromium;

  beforeAll(async () => {
    browser = await startChromium(browserPath);
  });
  afterAll(() => browser?.close());

  it("prerenderedPage_reportsOnlyAfterItIsOpened", async () => {
    const tab = await browser.open(`${site.url}/start`);
    await eventually("the module runs in the prerendered page", () =>
      site.asked.includes("GET /_rl/client.js"),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(site.beacons).toEqual([]);
    await tab.click("a");
    await eventually("the exposure", () => site.names("exposure").length === 1);
    await eventually("what it tracked before", () => site.names("conversion").length === 1);
    expect(
      await tab.evaluate("performance.getEntriesByType('navigation')[0].activationStart > 0"),
    ).toBe(true);
    expect(site.asked.filter((asked) => asked === "GET /prerendered")).toHaveLength(1);
    await tab.evaluate(`void (location.href = "${site.url}/other")`);
    await eventually("the vitals", () => site.names("vital").includes("LCP"));
    const navigations = site.events().flatMap(({ navigation }) => navigation ?? []);
    expect(new Set(navigations)).toEqual(new Set(["prerender"]));
    await tab.close();
  });

  it("prerenderedPageThatNobodyOpens_reportsNothing", async () => {
    const tab = await browser.open(`${site.url}/start`);
    await eventually("the module runs in the prerendered page", () =>
      site.asked.includes("GET /_rl/client.js"),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    await tab.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(site.beacons).toEqual([]);
  });

  it("backgroundTab_isExposedWhenItComesToTheFront", async () => {
    const tab = await browser.open("about:blank");
    const inFront = await browser.open("about:blank");
    await tab.evaluate(`void (location.href = "${site.url}/")`);
    await eventually("the module runs", () => site.asked.includes("GET /_rl/client.js"));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await tab.evaluate("document.visibilityState")).toBe("hidden");
    expect(site.names("exposure")).toEqual([]);
    await tab.bringToFront();
    await eventually("the exposure", () => site.names("exposure").length === 1);
    await tab.close();
    await inFront.close();
  });

  it("tabClosedInTheBackground_hasReportedItsVitals", async () => {
    const tab = await browser.open(`${site.url}/`);
    const painted = "performance.getEntriesByName('first-contentful-paint').length === 1";
    await eventually("the first paint", async () => (await tab.evaluate(painted)) === true);
    await tab.click("button");
    await tab.evaluate(INTERACTION_TAKEN);
    const inFront = await browser.open("about:blank");
    await tab.close();
    await eventually("five vitals", () => site.names("vital").length === 5);
    expect(site.names("vital")).toEqual(VITALS);
    await inFront.close();
  });
});

async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  millis = 10_000,
): Promise<void> {
  const deadline = Date.now() + millis;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${millis} ms; arrived: ${JSON.stringify(site.beacons)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
