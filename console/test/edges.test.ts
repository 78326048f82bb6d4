import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { edgeFacts } from "../src/edges/edgeFacts.ts";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { FakeEdge } from "./edge.ts";
import { Person } from "./person.ts";

const EDGES = "/environments/demo/edges";

describe("edge's facts", () => {
  const newest = { revision: 7, killRevision: 0 };

  function facts(edge: object) {
    const state = { edge: "https://shop.example", state: "behind" as const, ...edge };
    return edgeFacts(state, newest, 100_000).map(({ fact }) => fact);
  }

  it("whatItLacks_standsBesideWhatItHas", () => {
    expect(facts({ revision: 5, killRevision: 0, delayMillis: 180, at: 40_000 })).toEqual([
      "5 of 7",
      "0",
      "180 ms",
      "1 min ago",
    ]);
    expect(facts({ revision: 7 })).toEqual(["7", "none yet", "\u2013", "\u2013"]);
    expect(facts({})[0]).toBe("none of 7");
  });
});

describe.skipIf(browserPath === "")("edge health", () => {
  const edge = new FakeEdge();
  let control: ControlPlane;
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    await edge.start();
    control = new ControlPlane(28_951, edge.address);
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    await admin.ask("PUT", "/v1/environments/demo/flags/greeting", GREETING, CREATE);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control?.stop();
    edge.stop();
  }, 30_000);

  it("edgeThatDoesNotTakeARevision_isBehind_andCurrentOnceItHas", async () => {
    const { page } = admin;
    edge.revision = 0;
    await page.goto(EDGES);
    await page.getByText("nothing published yet").waitFor();
    await admin.ask("POST", "/v1/environments/demo/publication", {});
    // Nothing was asked for again: the stream of changes tells.
    await page.getByText("1 of 1 edge behind").waitFor();
    const row = page.getByRole("row", { name: new RegExp(edge.address) });
    await row.getByText("Behind").waitFor();
    await row.getByText("0 of 1").waitFor();
    await admin.examine();
    edge.revision = 1;
    await page.getByText("1 of 1 edge at revision 1").waitFor({ timeout: 60_000 });
    await row.getByText("Current").waitFor();
  }, 120_000);

  it("phone_showsEveryValueInACard", async () => {
    const { page } = admin;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(EDGES);
    const edges = page.getByRole("region", { name: "Edges" });
    await edges.getByText(edge.address).waitFor();
    expect(await edges.getByRole("table").count()).toBe(0);
    expect(await edges.getByRole("term").allTextContents()).toEqual([
      "Snapshot",
      "Kill list",
      "Took",
      "Last heard",
    ]);
    await page.setViewportSize({ width: 1440, height: 900 });
  }, 60_000);

  it("everything_isTurnedOffByKeyboardAfterItsNameWasTyped_andOnAgain", async () => {
    const { page } = admin;
    await page.goto(EDGES);
    await admin.tabTo("button", "Turn everything off…");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    const off = dialog.getByRole("button", { name: "Turn everything off", exact: true });
    await off.waitFor();
    await admin.examine();
    await page.keyboard.type("dem");
    expect(await off.isDisabled()).toBe(true);
    await page.keyboard.press("Enter");
    expect(await global()).toBe("on");
    await page.keyboard.type("o");
    await page.keyboard.press("Tab");
    await page.keyboard.type("The origin is moving");
    await page.keyboard.press("Enter");
    await dialog.getByText(/^applied at 1 of 1 edges/i).waitFor();
    await admin.examine();
    expect(await global()).toBe("bypass");
    const { entries } = await admin.ask("GET", "/v1/environments/demo/audit?limit=1");
    expect(entries[0].sentence).toContain("The origin is moving");
    await admin.tabTo("button", "Done");
    await page.keyboard.press("Enter");
    await page.getByText("Everything is turned off", { exact: true }).waitFor();
    await admin.examine();
    await admin.tabTo("button", "Turn everything on again");
    await page.keyboard.press("Enter");
    await page.getByText("Not in force", { exact: true }).waitFor();
    expect(await global()).toBe("on");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("In force: everything is turned off").waitFor();
    expect(await global()).toBe("bypass");
    await admin.ask("DELETE", "/v1/environments/demo/bypass");
    await page.getByText("Not in force", { exact: true }).waitFor();
  }, 120_000);

  it("editor_seesTheEdgesAndNoButtonThatWouldBeRefused", async () => {
    const ed = { name: "ed", password: "ed's password" };
    await admin.ask("POST", "/v1/accounts", { ...ed, role: "editor" });
    const editor = await Person.signIn(browser, control.address, ed);
    await editor.page.goto(EDGES);
    await editor.page.getByText("Not in force", { exact: true }).waitFor();
    await editor.page.getByText(edge.address).waitFor();
    expect(await editor.page.locator("main").getByRole("button").count()).toBe(0);
    expect(editor.faults).toEqual([]);
  }, 60_000);

  async function global(): Promise<string> {
    return (await admin.ask("GET", "/v1/environments/demo/kills")).global;
  }

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});
