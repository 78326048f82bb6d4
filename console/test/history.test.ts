import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, experimentOn, GREETING, routeWith } from "./definitions.ts";
import { Person } from "./person.ts";

const FLAG = "/v1/environments/demo/flags/greeting";
const HISTORY = "/environments/demo/flags/greeting/history";

describe.skipIf(browserPath === "")("history", () => {
  const control = new ControlPlane(28_891);
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    await admin.ask("PUT", FLAG, GREETING, CREATE);
    await admin.ask("PUT", FLAG, { ...GREETING, name: "Salutation" }, { "if-match": '"1"' });
    await admin.ask(
      "PUT",
      FLAG,
      { ...GREETING, name: "Salutation", on: false },
      { "if-match": '"2"' },
    );
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control.stop();
  }, 30_000);

  it("versions_sayWhoWhenAndFieldByFieldWhat", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/flags/greeting");
    await page.getByRole("link", { name: "History" }).click();
    await page.waitForURL(`**${HISTORY}`);
    const versions = page.getByRole("region", { name: "Versions" }).getByRole("listitem");
    await versions.nth(2).waitFor();
    const said = (await versions.allTextContents()).map((text) => text.replace(/\s+/g, " "));
    expect(said[0]).toMatch(/^Version 3the present.* by adminonbeforetrueafterfalse$/);
    expect(said[1]).toMatch(/^Version 2.* by adminCompare…namebeforeGreetingafterSalutation$/);
    expect(said[2]).toMatch(/^Version 1.* by adminCompare…The first version\.$/);
    await admin.examine();
  }, 90_000);

  it("version_isComparedWithThePresentRestoredByKeyboardAndUndone", async () => {
    const { page } = admin;
    await page.goto(HISTORY);
    await admin.tabTo("button", "Compare version 1 with the present");
    await page.keyboard.press("Enter");
    await page.waitForURL(/version=1/);
    const sheet = page.getByRole("dialog", { name: "Version 1 beside the present, version 3" });
    await sheet.getByText("Salutation").waitFor();
    expect(await sheet.locator("dl > div").allTextContents()).toEqual([
      "namebeforeSalutationafterGreeting",
      "onbeforefalseaftertrue",
    ]);
    await admin.examine();
    await admin.tabTo("button", "Restore version 1");
    await page.keyboard.press("Enter");
    await page.getByText("Version 1 is restored as version 4.").waitFor();
    expect((await admin.ask("GET", FLAG)).flag).toMatchObject({ name: "Greeting", on: true });
    await page.getByRole("heading", { level: 1, name: "Greeting" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("greeting is as it was before.").waitFor();
    expect(await admin.ask("GET", FLAG)).toMatchObject({
      version: 5,
      flag: { name: "Salutation", on: false },
    });
  }, 90_000);

  it("addressOfAComparison_opensItAndBackClosesIt", async () => {
    const { page } = admin;
    await page.goto(HISTORY);
    await page.getByRole("button", { name: "Compare version 2 with the present" }).click();
    await page.getByRole("dialog").waitFor();
    await page.reload();
    await page.getByRole("dialog").getByText("on", { exact: true }).waitFor();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("");
  }, 60_000);

  it("presentThatSomebodyElseHasChanged_isNotOverwritten", async () => {
    const { page } = admin;
    const { version, flag } = await admin.ask("GET", FLAG);
    await page.goto(`${HISTORY}?version=1`);
    const restore = page.getByRole("button", { name: "Restore version 1" });
    await page.getByText("Salutation").first().waitFor();
    // The page shall not hear of the change in time.
    await page.route("**/v1/environments/demo/flags/greeting", (asked) =>
      asked.request().method() === "GET" ? undefined : asked.continue(),
    );
    await admin.ask("PUT", FLAG, { ...flag, name: "Hail" }, { "if-match": `"${version}"` });
    await restore.click();
    await page.getByText("Somebody else changed this meanwhile").waitFor();
    await page.unrouteAll({ behavior: "ignoreErrors" });
    expect((await admin.ask("GET", FLAG)).flag.name).toBe("Hail");
    // What the server refused is an answer, which the browser logs as an error.
    expect(admin.faults.splice(0)).toMatchObject([expect.stringMatching(/409/)]);
  }, 60_000);

  it("comment_isReadByTheNextPerson", async () => {
    const { page } = admin;
    await page.goto(HISTORY);
    await admin.tabTo("textbox", "Your comment");
    await page.keyboard.type("Too warm for the imprint.");
    await admin.tabTo("button", "Comment");
    await page.keyboard.press("Enter");
    await page.getByRole("listitem").getByText("Too warm for the imprint.").waitFor();
    const vera = { name: "vera", password: "vera's password" };
    await admin.ask("POST", "/v1/accounts", { ...vera, role: "viewer" });
    const viewer = await Person.signIn(browser, control.address, vera);
    await viewer.page.goto(`${HISTORY}?version=1`);
    await viewer.page.getByText("Too warm for the imprint.").waitFor();
    await viewer.page.getByRole("dialog").getByText("Hail").waitFor();
    expect(await viewer.page.getByRole("button", { name: /Restore/ }).count()).toBe(0);
    expect(await viewer.page.getByLabel("Your comment").count()).toBe(0);
    expect(viewer.faults).toEqual([]);
  }, 60_000);

  it("experimentAndRoute_haveTheSameHistory", async () => {
    const { page } = admin;
    const { flag, version } = await admin.ask("GET", FLAG);
    await admin.ask("PUT", FLAG, { ...flag, on: true }, { "if-match": `"${version}"` });
    const wording = experimentOn("greeting");
    const experiment = "/v1/environments/demo/experiments/wording";
    await admin.ask("PUT", experiment, wording, CREATE);
    await admin.ask(
      "PUT",
      experiment,
      { ...wording, hypothesis: "Warmth sells" },
      { "if-match": '"1"' },
    );
    await page.goto("/environments/demo/experiments/wording");
    await page.getByRole("link", { name: "History" }).click();
    await page.getByText("Warmth sells").waitFor();
    await admin.examine();
    await admin.ask("PUT", "/v1/environments/demo/routes/home", routeWith("greeting"), CREATE);
    await page.goto("/environments/demo/routes/home/history");
    await page.getByText("The first version.").waitFor();
    await admin.examine();
  }, 90_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});
