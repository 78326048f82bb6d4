import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTIONS } from "../src/audit/actions.ts";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

const AUDIT = "/environments/demo/audit";
const FLAG = "/v1/environments/demo/flags/greeting";
/** One more than a page has. */
const CHANGES = 51;

describe.skipIf(browserPath === "")("audit log and home", () => {
  const control = new ControlPlane(28_893);
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control.stop();
  }, 30_000);

  const rows = () => admin.page.getByRole("region", { name: /^Changes/ }).locator("ol > li");

  it("emptyEnvironment_saysOnEveryCardOfHomeWhyThereIsNothing", async () => {
    const { page } = admin;
    await page.goto("/");
    await page.waitForURL(/\/home$/);
    await page.getByText("Nothing needs you").waitFor();
    await page.getByText("No experiment runs").waitFor();
    await page.getByText("Nothing has been changed yet").waitFor();
    await admin.examine();
  }, 90_000);

  it("home_namesDraftsAndRecentChangesAsTheyCome", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/home");
    await page.getByText("Nothing needs you").waitFor();
    // Somebody else does it: the page hears of it.
    const other = await Person.signIn(browser, control.address, {
      name: "admin",
      password: PASSWORD,
    });
    await other.ask("PUT", FLAG, GREETING, CREATE);
    await page.getByRole("link", { name: "1 change is not published yet" }).waitFor();
    await page.getByText("Created flag greeting").waitFor();
    await other.page.context().close();
    await admin.examine();
    await admin.tabTo("link", "1 change is not published yet");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/publication$/);
  }, 90_000);

  it("change_tellsItsFieldsAndLeadsToTheHistory", async () => {
    const { page } = admin;
    await admin.ask("PUT", FLAG, { ...GREETING, name: "Salutation" }, { "if-match": '"1"' });
    await page.goto(AUDIT);
    await page.getByText("Change 2, 1 field").click();
    const first = rows().first();
    expect(await first.locator("dl > div").allTextContents()).toEqual([
      "namebeforeGreetingafterSalutation",
    ]);
    const { entries } = await admin.ask("GET", "/v1/environments/demo/audit?limit=1");
    expect(await first.locator("code").last().textContent()).toBe(entries[0].hash);
    const chain = page.getByRole("region", { name: "Chain of hashes" });
    await chain.getByText(entries[0].hash).waitFor();
    await admin.examine();
    await first.getByRole("link", { name: "History of greeting" }).click();
    await page.waitForURL(/\/flags\/greeting\/history$/);
  }, 90_000);

  it("filters_areAskedOfTheServerAndStandInTheAddress", async () => {
    const { page } = admin;
    const vera = { name: "vera", password: "vera's password" };
    await admin.ask("POST", "/v1/accounts", { ...vera, role: "editor" });
    const editor = await Person.signIn(browser, control.address, vera);
    await editor.ask("PUT", FLAG, { ...GREETING, on: false }, { "if-match": '"2"' });
    await editor.page.context().close();
    await page.goto(AUDIT);
    await rows().nth(3).waitFor();
    await admin.tabTo("textbox", "Who (account or token)");
    await page.keyboard.type("vera");
    await page.keyboard.press("Enter");
    await page.waitForURL(/by=vera/);
    await page.getByRole("region", { name: "Changes that match" }).waitFor();
    await rows().nth(1).waitFor({ state: "detached" });
    expect(await rows().count()).toBe(1);
    await page.getByLabel("Action").selectOption("flag.create");
    await page.getByText("No change matches").waitFor();
    expect(new URL(page.url()).search).toBe("?by=vera&action=flag.create");
    await page.goBack();
    await rows().first().waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await rows().nth(3).waitFor();
    await page.getByLabel("What (key or name)").fill("vera");
    await page.getByRole("button", { name: "Filter" }).click();
    await page.waitForURL(/key=vera/);
    await page.getByText("Made account vera, editor in demo").waitFor();
    await rows().nth(1).waitFor({ state: "detached" });
    expect(await rows().count()).toBe(1);
  }, 60_000);

  it("longLog_comesInPages", async () => {
    const { page } = admin;
    const { version } = await admin.ask("GET", FLAG);
    for (let i = 0; i < CHANGES; i++) {
      await admin.ask(
        "PUT",
        FLAG,
        { ...GREETING, name: `Greeting ${i}` },
        { "if-match": `"${version + i}"` },
      );
    }
    await page.goto(AUDIT);
    await page.getByRole("link", { name: "Older" }).click();
    await page.waitForURL(/before=\d+/);
    await page.getByText("Created flag greeting").waitFor();
    await page.getByRole("link", { name: "The newest" }).click();
    await page.getByText(`Change ${CHANGES + 4}, 1 field`).waitFor();
    expect(new URL(page.url()).search).toBe("");
  }, 90_000);

  it("actions_areThoseThatTheLogHas", async () => {
    const known = ACTIONS.flatMap(({ actions }) => actions);
    const { entries } = await admin.ask("GET", "/v1/environments/demo/audit");
    const had = [...new Set(entries.map(({ action }: { action: string }) => action))];
    expect(had.sort()).toEqual(["account.create", "flag.change", "flag.create"]);
    expect(known).toEqual(expect.arrayContaining(had));
  });

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});
