import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * The whole loop in a real browser: `./rimlight demo` with all its processes, the shop through the edge, the console.
 * Without Chromium these tests are skipped; the launcher makes that a failure on CI.
 */
const browserPath = process.env.RIMLIGHT_CHROMIUM ?? "";
const root = fileURLToPath(new URL("../..", import.meta.url));
const PORT = 28787;
const shop = `http://localhost:${PORT}`;
const origin = `http://localhost:${PORT + 1}`;
const control = `http://localhost:${PORT + 3}`;
const PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36";
const folder = mkdtempSync(join(tmpdir(), "rimlight-browser-"));
/** Whoever refuses to be counted is in no experiment, so every page of theirs is edited. */
const NOT_COUNTED = { headers: { "sec-gpc": "1" } };
const VITALS = ["CLS", "FCP", "INP", "LCP", "TTFB"];

describe.skipIf(browserPath === "")("the demo in Chromium", () => {
  let demo: ChildProcess;
  let browser: Browser;
  let output = "";

  beforeAll(async () => {
    demo = spawn(
      "./rimlight",
      ["demo", "--port", String(PORT), "--visitors", "2", "--data", folder],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
    demo.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    demo.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    await eventually("the demo serves", () => /Ctrl-C ends everything/.test(output), 60_000);
    browser = await chromium.launch({
      executablePath: browserPath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        // A headless browser says so, and the edge would count it as a bot. Of the whole browser: beacons that outlive
        // their page do not carry what was set for a context.
        `--user-agent=${PERSON}`,
      ],
    });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    demo?.kill("SIGTERM");
    await new Promise((resolve) => demo?.once("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  it("shop_showsBothVariantsWithoutAnErrorAndReportsWhatWasSeen", async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 20 && seen.size < 2; i++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const faults = watch(page);
      const beacons: string[] = [];
      page.on("request", (request) => {
        if (request.url().endsWith("/_rl/b")) beacons.push(request.postData() ?? "");
      });
      const response = await page.goto(`${shop}/products/lamp`);
      // Four in a hundred get the shop's page as it is.
      if (armOf(response?.headers()["server-timing"])) {
        await context.close();
        continue;
      }
      const text = (await page.textContent("#add-to-basket")) ?? "";
      expect(await page.evaluate(() => window.rimlight.flag("add-to-basket-wording", ""))).toBe(
        text,
      );
      seen.add(text);
      await eventually("the exposure is reported", () =>
        beacons.some((body) => body.includes('"kind":"exposure"')),
      );
      await page.click("#add-to-basket");
      await page.waitForURL("**/basket");
      await page.click("main button");
      await page.waitForURL("**/thanks*");
      await eventually("the order is reported", () =>
        beacons.some((body) => body.includes('"name":"order"') && body.includes('"value":69')),
      );
      await eventually("the customer is greeted", async () => {
        await page.goto(`${shop}/`);
        return (await page.textContent("#greeting")) === "Welcome back";
      });
      expect(faults).toEqual([]);
      await context.close();
    }
    expect([...seen].sort()).toEqual(["Add to basket", "Add to basket, free delivery today"]);
  }, 60_000);

  it("pageLoad_bringsItsFiveVitalsIntoTheWarehouseBesideTheVariantThatWasSeen", async () => {
    const context = await browser.newContext();
    await becomeVisitorIn("", context);
    const page = await context.newPage();
    await page.goto(`${shop}/products/lamp`);
    const island = JSON.parse((await page.textContent("#__rl")) ?? "");
    const plain = (await page.textContent("#add-to-basket")) === "Add to basket";
    const unit = await unitOf(context);
    await lookAroundAndLeave(page);
    const rows = await arrived(
      `select vital.name, vital.value, vital.navigation, vital.route, shown.experiment, shown.variant
       from events vital join events shown on shown.unit = vital.unit and shown.page = vital.page
       where vital.kind = 'vital' and shown.kind = 'exposure' and shown.experiment = 'wording'
         and vital.unit = '${unit}' and vital.page = '${island.page}' order by vital.name`,
    );
    expect(rows.map(({ value, ...rest }) => rest)).toEqual(
      VITALS.map((name) => ({
        name,
        navigation: "navigate",
        route: "product",
        experiment: "wording",
        variant: plain ? "plain" : "urgent",
      })),
    );
    expectVitals(rows);
    await context.close();
  }, 60_000);

  it.each(["bypass", "shadow"])(
    "visitorInArm_%s_getsTheShopsOwnPageAndIsMeasuredAllTheSame",
    async (arm) => {
      const context = await browser.newContext();
      await becomeVisitorIn(arm, context);
      const page = await context.newPage();
      const faults = watch(page);
      const response = await page.goto(`${shop}/products/lamp`);
      expect(await response?.text()).toBe(await (await fetch(`${origin}/products/lamp`)).text());
      const unit = await unitOf(context);
      await lookAroundAndLeave(page);
      const rows = await arrived(
        `select vital.name, vital.value, vital.navigation, vital.page, shown.experiment, shown.variant
         from events vital join events shown on shown.unit = vital.unit
         where vital.kind = 'vital' and shown.kind = 'exposure' and vital.unit = '${unit}' order by vital.name`,
      );
      expect(rows.map(({ value, ...rest }) => rest)).toEqual(
        VITALS.map((name) => ({
          name,
          navigation: "navigate",
          page: null,
          experiment: "platform-cost",
          variant: arm,
        })),
      );
      expectVitals(rows);
      expect(faults).toEqual([]);
      await context.close();
    },
    60_000,
  );

  it("console_showsTheLiveResultWithItsVitalsAndKillsAFlag", async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await signIn(page);
    const faults = watch(page);
    await page.goto(`${control}/environments/demo/experiments/wording`);
    await page.getByText("Orders", { exact: true }).first().waitFor();
    // Vitals come with the visitors' beacons and stand in the results when those are computed anew.
    await eventually(
      "the vitals are shown",
      async () => {
        await page.reload();
        const vital = page.getByText("LCP", { exact: true }).first();
        return vital.waitFor({ timeout: 8_000 }).then(
          () => true,
          () => false,
        );
      },
      60_000,
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    const banner = async () =>
      (await (await fetch(`${shop}/`, NOT_COUNTED)).text()).includes('class="banner"');
    expect(await banner()).toBe(true);
    await page.goto(`${control}/environments/demo/flags/delivery-banner`);
    await page.getByRole("button", { name: "Kill delivery-banner" }).click();
    const dialog = page.getByRole("dialog");
    const kill = dialog.getByRole("button", { name: "Kill delivery-banner" });
    expect(await kill.isDisabled()).toBe(true);
    await dialog.getByLabel(/to confirm/).fill("delivery-banner");
    await kill.click();
    await dialog.getByText("delivery-banner is killed").waitFor();
    await eventually("the banner is gone", async () => !(await banner()));
    await dialog.getByRole("button", { name: /take.*back|un-?kill/i }).click();
    await eventually("the banner is back", banner);
    expect(faults).toEqual([]);
    await context.close();
  }, 120_000);

  it("previewLink_showsItsVariantAndTheReasonsAndCountsNobody", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page);
    const { link } = await order(page, "POST", "previews", {
      experiments: { wording: "urgent" },
      path: "/products/lamp",
    });
    const tester = await (await browser.newContext()).newPage();
    const beacons: string[] = [];
    tester.on("request", (request) => {
      if (request.url().endsWith("/_rl/b")) beacons.push(request.url());
    });
    await tester.goto(link);
    expect(tester.url()).toBe(new URL("/products/lamp", link).href);
    expect(await tester.textContent("#add-to-basket")).toBe("Add to basket, free delivery today");
    expect(await tester.textContent("#__rl_preview")).toContain("wording=urgent");
    const why = await tester.evaluate(async () =>
      (await fetch("/_rl/explain?path=/products/lamp")).json(),
    );
    expect(why.flags["add-to-basket-wording"]).toMatchObject({
      variant: "urgent",
      reason: "FORCED",
    });
    expect(beacons).toEqual([]);
    await tester.click("#__rl_preview a");
    await tester.goto(new URL("/products/lamp", link).href);
    expect(await tester.locator("#__rl_preview").count()).toBe(0);
    await context.close();
  }, 60_000);

  it("experiment_isLaunchedByKeyboardFromAnIdeaToPagesOfVisitors", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await signIn(page);
    const began = Date.now();
    await page.goto(`${control}/environments/demo/experiments`);
    await reach(page, "link", "New experiment");
    await reach(page, "textbox", /^Name/, "Better title");
    await reach(page, "textbox", /^Hypothesis/, "A better title sells more.");
    await reach(page, "button", "Begin");
    await page.waitForURL("**/launch/better-title");
    await page.getByText("Things that last").waitFor();
    await examine(page);
    await page.getByRole("radio", { name: /Things that last/ }).focus();
    await page.keyboard.press("Space");
    await reach(page, "textbox", "Text", "Things that outlast you");
    await reach(page, "button", "Add this change");
    await page.getByText("Change its text: #greeting → Things that outlast you").waitFor();
    await reach(page, "button", "Next");
    await page.getByText("Who takes part?").waitFor();
    await examine(page);
    await reach(page, "button", "Save and next");
    await page.getByText("What is measured?").waitFor();
    await page.getByLabel("Errors: visitors to whom a script broke").selectOption("guardrail");
    await examine(page);
    await reach(page, "button", "Save and next");
    await page.getByText("How long will it take?").waitFor();
    await page.getByText(/^(You need|A year is too short)/).waitFor();
    await examine(page);
    await reach(page, "button", "Next");
    await page.getByText("What publishing would do").waitFor();
    await page.getByText(/visitors of the last day/).waitFor();
    await page.getByRole("button", { name: "Make a link" }).last().click();
    const link = await page.getByRole("link", { name: "Open changed at /" }).getAttribute("href");
    await examine(page);
    await reach(page, "button", "Launch");
    await page.getByRole("dialog").getByRole("textbox").fill("better-title");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/experiments/better-title");
    expect(Date.now() - began).toBeLessThan(300_000);

    const previewer = await browser.newContext();
    const preview = await previewer.newPage();
    await preview.goto(link ?? "");
    expect(await preview.textContent("#greeting")).toBe("Things that outlast you");
    await previewer.close();
    const seen = new Set<string>();
    await eventually("both variants are seen by visitors", async () => {
      const visitor = await browser.newContext();
      const visit = await visitor.newPage();
      await visit.goto(`${shop}/`);
      seen.add((await visit.textContent("#greeting")) ?? "");
      await visitor.close();
      return seen.has("Things that last") && seen.has("Things that outlast you");
    });
    await context.close();
  }, 120_000);

  it("bypass_turnsEverythingOffAndOnAgain", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page);
    const edited = async () =>
      (await (await fetch(`${shop}/`, NOT_COUNTED)).text()).includes("__rl");
    expect(await edited()).toBe(true);
    await order(page, "PUT", "bypass", { confirm: "demo", reason: "rehearsal" });
    await eventually("pages pass through", async () => !(await edited()));
    await order(page, "DELETE", "bypass");
    await eventually("pages are edited again", edited);
    await context.close();
  }, 60_000);

  /** Asks the control plane in the name of whoever has signed in on the page. */
  function order(page: Page, method: string, path: string, body?: object) {
    return page.evaluate(
      async ([method, path, body]) => {
        const response = await fetch(`/v1/environments/demo/${path}`, {
          method: String(method),
          headers: { "content-type": "application/json" },
          ...(body !== "" && { body: String(body) }),
        });
        if (!response.ok) throw new Error(await response.text());
        return response.json();
      },
      [method, path, body ? JSON.stringify(body) : ""],
    );
  }

  it("controlPlaneKilled_leavesTheShopAndComesBack", async () => {
    const line = await processOf("dev.rimlight.control.Main", `--port ${PORT + 3}`);
    process.kill(line, "SIGKILL");
    for (let i = 0; i < 20; i++) {
      const page = await fetch(`${shop}/products/kettle`, NOT_COUNTED);
      expect(page.status).toBe(200);
      expect(page.headers.get("rimlight-status")).toMatch(/^rev=\d+ kill=\d+$/);
    }
    await eventually(
      "the control plane is back",
      async () => (await fetch(`${control}/health`).catch(() => null))?.ok === true,
      20_000,
    );
    expect(output).toContain("control ended with 137; starting it again");
  }, 40_000);

  /** Goes on with the Tab key until the element has the focus; then types, or presses it. */
  async function reach(
    page: Page,
    role: "button" | "link" | "textbox",
    name: string | RegExp,
    text?: string,
  ): Promise<void> {
    const wanted = page.getByRole(role, { name, ...(typeof name === "string" && { exact: true }) });
    await wanted.first().waitFor();
    for (let i = 0; i < 120; i++) {
      if (await wanted.first().evaluate((element) => element === document.activeElement)) {
        await (text === undefined ? page.keyboard.press("Enter") : page.keyboard.type(text));
        return;
      }
      await page.keyboard.press("Tab");
    }
    throw new Error(`no way by keyboard to ${role} ${name}`);
  }

  async function examine(page: Page): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  }

  async function signIn(page: Page): Promise<void> {
    await page.goto(`${control}/`);
    await page.getByLabel("Name").fill("admin");
    await page.getByLabel("Password").fill(password());
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/environments\/demo\//);
  }

  function password(): string {
    return output.match(/password (\S+)/)?.[1] ?? "";
  }
});

/** The arm that the edge says of a page that it left as it was; empty for all others. */
function armOf(serverTiming: string | null | undefined): string {
  return serverTiming?.match(/rl-arm;desc=(bypass|shadow)/)?.[1] ?? "";
}

/** Makes the context a visitor in that arm of the experiment on the edge's own cost; empty: whose pages are edited. */
async function becomeVisitorIn(arm: string, context: BrowserContext): Promise<void> {
  // Two in a hundred are in each of the others: 2,000 in vain would happen once in 10^17 runs.
  for (let i = 0; i < 2_000; i++) {
    const response = await context.request.get(`${shop}/`, { headers: { "user-agent": PERSON } });
    if (armOf(response.headers()["server-timing"]) === arm) return;
    await context.clearCookies();
  }
  throw new Error(`nobody is in arm ${arm}`);
}

async function unitOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies(shop);
  return cookies.find(({ name }) => name === "__Host-rl_id")?.value.split(".")[1] ?? "";
}

/** A paint, a click that leads nowhere, and the end of the visit: all that the five vitals need. */
async function lookAroundAndLeave(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
  await page.click("h1");
  // web-vitals takes an interaction when the browser is idle.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const taken = () => requestIdleCallback(() => resolve(), { timeout: 1_000 });
        const observer = new PerformanceObserver(() => setTimeout(taken, 50));
        observer.observe({ type: "first-input", buffered: true });
      }),
  );
  await page.goto(`${shop}/basket`);
}

interface VitalRow {
  readonly name: string;
  readonly value: number;
  readonly [column: string]: unknown;
}

/** The answer of the warehouse's files to a question about `events`, as soon as it has a row for each vital. */
async function arrived(question: string): Promise<VitalRow[]> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const rows = await ask(question);
    // What is missing then is shown by what there is.
    if (rows.length >= VITALS.length || Date.now() > deadline) return rows;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function ask(question: string): Promise<VitalRow[]> {
  const run = promisify(execFile);
  const { stdout: home } = await run("./rimlight", ["java-home"], { cwd: root });
  // Parts that were joined into a larger one stay for a while; of a vital the latest report counts.
  const events = `with events as (select distinct on (event_id) * from read_parquet(
    '${folder}/ingest/warehouse/*/*/*.parquet', union_by_name = true, hive_partitioning = false)
    order by event_id, "at" desc, seq desc)`;
  const flags = ["--enable-native-access=ALL-UNNAMED", "-cp", join(root, "demo/target/lib/*")];
  const program = join(root, "demo/test/Parquet.java");
  const { stdout } = await run(join(home.trim(), "bin/java"), [
    ...flags,
    program,
    `${events} ${question}`,
  ]);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Of a page on this machine, whose machine may be busy. */
function expectVitals(rows: readonly VitalRow[]): void {
  const values = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  expect(values.TTFB).toBeGreaterThan(0);
  expect(values.FCP).toBeGreaterThanOrEqual(values.TTFB ?? 0);
  expect(values.LCP).toBeGreaterThanOrEqual(values.FCP ?? 0);
  // Browsers round it to 8 ms.
  expect((values.INP ?? -1) % 8).toBe(0);
  // Nothing moves when a page was changed before it arrived.
  expect(values.CLS).toBe(0);
}

/** Collects what the browser complains about. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  return faults;
}

async function processOf(...words: string[]): Promise<number> {
  const { readdirSync } = await import("node:fs");
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    let command = "";
    try {
      command = readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      // It has ended since the folder was listed.
    }
    if (words.every((word) => command.includes(word))) return Number(entry);
  }
  throw new Error(`no process with ${words.join(" and ")}`);
}

async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  millis = 10_000,
): Promise<void> {
  const deadline = Date.now() + millis;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${millis} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

declare global {
  interface Window {
    rimlight: { flag<T>(key: string, fallback: T): T };
  }
}
