import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * The whole loop in a real browser: `./rimlight demo` with all its processes, the shop through the edge, the console.
 * Without Chromium these tests are skipped; the launcher makes that a failure on CI.
 */
const browserPath = process.env.RIMLIGHT_CHROMIUM ?? "";
const root = fileURLToPath(new URL("../..", import.meta.url));
const PORT = 28787;
const shop = `http://localhost:${PORT}`;
const control = `http://localhost:${PORT + 3}`;
const PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36";
const folder = mkdtempSync(join(tmpdir(), "rimlight-browser-"));

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
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
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
      // A headless browser says so, and the edge would count it as a bot.
      const context = await browser.newContext({ userAgent: PERSON });
      const page = await context.newPage();
      const faults = watch(page);
      const beacons: string[] = [];
      page.on("request", (request) => {
        if (request.url().endsWith("/_rl/b")) beacons.push(request.postData() ?? "");
      });
      await page.goto(`${shop}/products/lamp`);
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

  it("console_showsTheLiveResultWithItsVitalsAndKillsAFlag", async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${control}/`);
    await page.getByLabel("Name").fill("admin");
    await page.getByLabel("Password").fill(password());
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/environments\/demo\//);
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

    const banner = async () => (await (await fetch(`${shop}/`)).text()).includes('class="banner"');
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

  it("controlPlaneKilled_leavesTheShopAndComesBack", async () => {
    const line = await processOf("dev.rimlight.control.Main", `--port ${PORT + 3}`);
    process.kill(line, "SIGKILL");
    for (let i = 0; i < 20; i++) {
      const page = await fetch(`${shop}/products/kettle`);
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

  function password(): string {
    return output.match(/password (\S+)/)?.[1] ?? "";
  }
});

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
