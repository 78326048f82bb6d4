import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

describe.skipIf(browserPath === "")("palette", () => {
  const control = new ControlPlane(28_941);
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    await admin.ask("PUT", "/v1/environments/demo/flags/greeting", GREETING, CREATE);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control.stop();
  }, 30_000);

  it("fewLetters_leadToAPageAndAFlag_andFocusComesBack", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/home");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /^Page, flag/ }).waitFor();
    await admin.examine();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Control+k");
    await page.keyboard.type("audit");
    await page.getByRole("option", { name: /Audit log/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/demo/audit");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("greet");
    await page.getByRole("option", { name: /Greeting greeting, off/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/flags/greeting");
    expect(admin.faults).toEqual([]);
  }, 90_000);

  it("kill_takesAtMostTwelveKeysAndTheTypedName", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/alerts");
    await page.getByRole("heading", { level: 1 }).waitFor();
    let keys = 0;
    const press = async (key: string) => {
      keys++;
      await page.keyboard.press(key);
    };
    await press("Control+k");
    await page.getByRole("combobox", { name: /^Page, flag/ }).waitFor();
    for (const letter of "greet") await press(letter);
    await page.getByRole("option", { name: /Kill flag greeting/ }).waitFor();
    await press("ArrowUp");
    await press("Enter");
    await page.getByRole("dialog", { name: /Kill/ }).waitFor();
    await page.keyboard.type("greeting");
    await press("Enter");
    await page
      .getByText(/is killed|Killed/)
      .first()
      .waitFor();
    expect(keys).toBeLessThanOrEqual(12);
    expect((await admin.ask("GET", "/v1/environments/demo/kills")).kills).toMatchObject([
      { flag: "greeting", by: "admin" },
    ]);
  }, 90_000);
});
