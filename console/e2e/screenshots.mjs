/**
 * Shoots every page of a running console, light and dark, on a desk and on a phone, and lets axe read each of them.
 *
 *   ./rimlight screenshots
 *
 * Exits 1 when axe finds a violation, a page scrolls sideways, or the browser reports an error or a broken content
 * security policy.
 */
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const SETTLE_MILLIS = 400;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 640 };
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [
  { name: "light", theme: "light", viewport: DESK },
  { name: "dark", theme: "dark", viewport: DESK },
  { name: "phone", theme: "light", viewport: PHONE },
  { name: "phone-dark", theme: "dark", viewport: PHONE },
];

const { values: options } = parseArgs({
  options: {
    help: { type: "boolean", short: "h" },
    base: { type: "string", default: "http://localhost:8790" },
    user: { type: "string", default: "admin" },
    password: { type: "string", default: demoPassword() },
    out: { type: "string", default: "screenshots" },
    chromium: { type: "string", default: process.env.RIMLIGHT_CHROMIUM ?? "/usr/bin/chromium" },
  },
});
if (options.help) {
  console.log(`Usage: rimlight screenshots [--base URL] [--user NAME] [--password TEXT] [--out FOLDER]

Takes pictures of every page of a running console, light and dark, on a desk and on a phone, and lets axe read
them. Without options: of the demo that runs on this machine, into screenshots/. Exits 1 when something is wrong.`);
  process.exit(0);
}
if (options.password === undefined) {
  console.error("screenshots: --password is missing, and data/demo holds no demo to take it from");
  process.exit(2);
}

const faults = [];
await mkdir(options.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const look of LOOKS) {
    await shootAll(look);
  }
} catch (error) {
  faults.push(`screenshots: ${error.message.split("\n")[0]}`);
} finally {
  await browser.close();
}
for (const fault of faults) {
  console.error(fault);
}
console.log(`${faults.length} faults; pictures in ${options.out}`);
process.exit(faults.length === 0 ? 0 : 1);

/** The password that `rimlight demo` printed, if it was started here. */
function demoPassword() {
  try {
    const secrets = readFileSync("data/demo/secrets.properties", "utf8");
    return secrets.match(/^adminPassword=(.*)$/m)?.[1];
  } catch {
    // No demo was started in this folder; the option is needed then.
    return undefined;
  }
}

async function shootAll(look) {
  const context = await browser.newContext({
    baseURL: options.base,
    viewport: look.viewport,
    colorScheme: look.theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  // The answer to "who am I" before signing in is 401, which the browser logs as an error of its own.
  let signedIn = false;
  page.on("console", (message) => {
    if (message.type() === "error" && signedIn) {
      faults.push(`${look.name} ${page.url()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`${look.name} ${page.url()}: ${error.message}`));

  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await shoot(page, look, "sign-in");
  await page.getByLabel("Name").fill(options.user);
  await page.getByLabel("Password").fill(options.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/environments\//);
  signedIn = true;

  const environment = new URL(page.url()).pathname.split("/")[2];
  const api = `/v1/environments/${environment}`;
  const { flags } = await (await page.request.get(`${api}/flags`)).json();
  const { experiments } = await (await page.request.get(`${api}/experiments`)).json();
  const at = `/environments/${environment}`;

  await visit(page, look, "home", `${at}/home`);
  await visit(page, look, "experiments", `${at}/experiments`);
  for (const { experiment } of experiments) {
    await visit(page, look, `results-${experiment.key}`, `${at}/experiments/${experiment.key}`);
  }
  const [first] = experiments;
  if (first) {
    const results = `${at}/experiments/${first.experiment.key}`;
    await visit(page, look, "results-fixed", `${results}?interval=fixed`);
    await visit(page, look, "results-over-time", `${results}?uplift=table`);
    await visit(page, look, "results-explained", `${results}?explain=true`);
    await visit(page, look, "results-history", `${results}/history`);
    const of = `experiment=${first.experiment.key}`;
    await visit(page, look, "preview", `${at}/preview?${of}`);
    await visit(page, look, "performance", `${at}/performance?${of}`);
    await visit(page, look, "export", `${at}/export?${of}`);
  }
  await visit(page, look, "flags", `${at}/flags`);
  if (flags.length > 0) {
    await visit(page, look, "flag", `${at}/flags/${flags[0].flag.key}?document=true`);
    await visit(page, look, "flag-history", `${at}/flags/${flags[0].flag.key}/history`);
    await page.goBack();
    const kill = page.getByRole("button", { name: /^Kill / });
    if ((await kill.count()) > 0) {
      await kill.first().click();
      await page.getByRole("dialog").waitFor();
      await shoot(page, look, "kill-dialog");
      await page.keyboard.press("Escape");
    }
    const rule = page.getByRole("button", { name: "Add a rule…" });
    if ((await rule.count()) > 0) {
      await rule.click();
      await page.getByRole("button", { name: "Add a condition" }).click();
      await shoot(page, look, "rule-dialog");
      await page.keyboard.press("Escape");
    }
  }
  for (const nouns of ["segments", "metrics"]) {
    await visit(page, look, nouns, `${at}/${nouns}`);
    const [one] = (await (await page.request.get(`${api}/${nouns}`)).json())[nouns];
    if (one) {
      const noun = nouns.slice(0, -1);
      await visit(page, look, noun, `${at}/${nouns}/${one[noun].key}`);
    }
  }
  await visit(page, look, "edges", `${at}/edges`);
  await visit(page, look, "alerts", `${at}/alerts`);
  await visit(page, look, "publication", `${at}/publication`);
  await visit(page, look, "audit", `${at}/audit`);
  await visit(page, look, "settings", `${at}/settings`);
  await visit(page, look, "layers", `${at}/settings/layers`);
  await visit(page, look, "policy", `${at}/settings/policy`);
  await visit(page, look, "people", `${at}/settings/people`);
  await visit(page, look, "tokens", `${at}/settings/tokens`);
  const more = page.getByRole("button", { name: "More" });
  if (await more.isVisible()) {
    await more.click();
    await shoot(page, look, "more");
    await page.keyboard.press("Escape");
  }
  await page.getByRole("button", { name: options.user }).click();
  await shoot(page, look, "person");
  await context.close();
}

async function visit(page, look, name, path) {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).waitFor();
  // The stream of changes stays open, so the network never falls idle.
  await page.waitForTimeout(SETTLE_MILLIS);
  await page.locator("text=Loading").first().waitFor({ state: "detached" });
  await shoot(page, look, name);
}

async function shoot(page, look, name) {
  const dialogOpen = (await page.getByRole("dialog").count()) > 0;
  const picture = join(options.out, `${name}-${look.name}.png`);
  // A window as tall as the page, instead of a stitched picture, keeps fixed bars where a person sees them.
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  const height = dialogOpen ? look.viewport.height : Math.max(look.viewport.height, tall);
  await page.setViewportSize({ width: look.viewport.width, height });
  // What was below the window is fetched only now.
  await page.waitForTimeout(SETTLE_MILLIS);
  await page.locator("text=Loading").first().waitFor({ state: "detached" });
  await page.screenshot({ path: picture, animations: "disabled" });
  await page.setViewportSize(look.viewport);
  await examine(page, `${name} ${look.name}`);
  if (look.viewport === PHONE) {
    await page.setViewportSize(NARROW);
    await examine(page, `${name} ${look.name} at ${NARROW.width} px`);
    await page.setViewportSize(PHONE);
  }
}

async function examine(page, where) {
  const { violations } = await new AxeBuilder({ page }).withTags(AXE_TAGS).analyze();
  for (const { id, nodes } of violations) {
    for (const node of nodes) {
      faults.push(`${where}: axe ${id}: ${node.target.join(" ")}: ${node.failureSummary}`);
    }
  }
  await notScrollingSideways(page, where);
}

async function notScrollingSideways(page, where) {
  const { seen, whole } = await page.evaluate(() => ({
    seen: document.documentElement.clientWidth,
    whole: document.documentElement.scrollWidth,
  }));
  if (whole > seen) {
    faults.push(`${where}: ${whole} px wide in ${seen} px`);
  }
}
