import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExperimentEntry, FlagEntry, KillList, Publication } from "../src/api/documents.ts";
import { checksOf } from "../src/preview/checks.ts";
import { previewSearch } from "../src/preview/search.ts";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, experimentOn, GREETING, routeWith } from "./definitions.ts";
import { FakeEdge } from "./edge.ts";
import { Person } from "./person.ts";

const SERVING = {
  ...GREETING,
  rules: [{ id: "test", serve: { experiment: "wording" } }],
};

describe("preview's address", () => {
  it("nameOfTwo_isTheExperiments_andMinutesStayWithinAnHour", () => {
    expect(previewSearch({ experiment: "wording", flag: "greeting", minutes: 61 })).toEqual({
      experiment: "wording",
    });
    expect(previewSearch({ flag: 7, path: "/a", minutes: 10, q: 1 })).toEqual({
      flag: "7",
      path: "/a",
      minutes: 10,
    });
  });
});

describe("preview's checks", () => {
  const EDGE = { edge: "https://shop.example", state: "current" as const };
  const flag = { flag: SERVING, state: "on", published: true } as unknown as FlagEntry;
  const experiment = { experiment: experimentOn("greeting") } as unknown as ExperimentEntry;
  const publication = { revision: 3, pending: [], edges: [EDGE] } as unknown as Publication;
  const kills = { global: "on", kills: [] } as unknown as KillList;
  const uses = [{ noun: "route" as const, key: "home" }];
  const around = { publication, kills, uses };

  function failing(
    subject: { flag: FlagEntry; experiment?: ExperimentEntry },
    surroundings = around,
  ) {
    return checksOf(subject, surroundings)
      .filter(({ state }) => state !== "ok")
      .map(({ about, state }) => `${about} ${state}`);
  }

  it("whatIsPublishedAndServed_passesAllOfThem", () => {
    expect(failing({ flag, experiment })).toEqual([]);
    expect(checksOf({ flag, experiment }, around).map(({ about }) => about)).toEqual([
      "snapshot",
      "flag",
      "experiment",
      "route",
      "edge",
    ]);
  });

  it("draftThatWasNeverPublished_isNotInTheSnapshot", () => {
    const waits = (noun: "flag" | "experiment" | "route", change: "added" | "changed") => ({
      ...around,
      publication: { ...publication, pending: [{ noun, key: "wording", change }] },
    });
    expect(failing({ flag, experiment }, waits("experiment", "added"))).toEqual([
      "snapshot failed",
    ]);
    expect(failing({ flag, experiment }, waits("experiment", "changed"))).toEqual([
      "snapshot warning",
    ]);
    expect(failing({ flag, experiment }, waits("route", "added"))).toEqual([]);
    expect(failing({ flag }, waits("experiment", "added"))).toEqual([]);
    expect(failing({ flag }, { ...around, publication: { ...publication, revision: 0 } })).toEqual([
      "snapshot failed",
    ]);
  });

  it("killedFlag_failsItsExperimentAndWarnsOfTheFlagAlone", () => {
    const killed = { ...flag, state: "killed" as const };
    expect(failing({ flag: killed, experiment })).toEqual(["flag failed"]);
    expect(failing({ flag: killed })).toEqual(["flag warning"]);
  });

  it("experimentThatNoRuleServes_cannotBeForced", () => {
    const alone = { ...flag, flag: GREETING } as unknown as FlagEntry;
    expect(failing({ flag: alone, experiment })).toEqual(["experiment failed"]);
  });

  it("edge_isTheFirstAddress_andNeedsToBeThereAndOn", () => {
    const at = (...edges: Publication["edges"]) => ({
      ...around,
      publication: { ...publication, edges },
    });
    const kv = { edge: "kv:namespace", state: "unreachable" as const };
    expect(failing({ flag }, at(kv))).toEqual(["edge failed"]);
    expect(failing({ flag }, at(kv, EDGE))).toEqual([]);
    expect(failing({ flag }, at({ ...EDGE, state: "behind" }))).toEqual(["edge warning"]);
    expect(failing({ flag }, { ...around, kills: { ...kills, global: "bypass" } })).toEqual([
      "edge failed",
    ]);
    expect(failing({ flag }, { ...around, uses: [] })).toEqual(["route warning"]);
  });
});

describe.skipIf(browserPath === "")("preview", () => {
  const edge = new FakeEdge();
  let control: ControlPlane;
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    await edge.start();
    control = new ControlPlane(28_941, edge.address);
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    await admin.ask("PUT", "/v1/environments/demo/flags/greeting", SERVING, CREATE);
    await admin.ask(
      "PUT",
      "/v1/environments/demo/experiments/wording",
      experimentOn("greeting"),
      CREATE,
    );
    await admin.ask("PUT", "/v1/environments/demo/routes/home", routeWith("greeting"), CREATE);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control?.stop();
    edge.stop();
  }, 30_000);

  it("experiment_isChosenByKeyboardAndIsCheckedBeforeItsLinks", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/preview");
    await page.getByText("Nothing is chosen").waitFor();
    await page.getByRole("option", { name: "wording" }).waitFor({ state: "attached" });
    await admin.tabTo("combobox", "Experiment");
    await page.keyboard.type("w");
    await admin.tabTo("textbox", "Path of the page");
    await page.keyboard.press("End");
    await page.keyboard.type("lamp?size=2");
    await page.keyboard.press("Enter");
    await page.waitForURL(/experiment=wording/);
    await page.getByText("The flag greeting is not in the snapshot").waitFor();
    await page.getByText("The path has to match home.").waitFor();
    expect(await page.getByRole("link", { name: "Preview & QA" }).count()).toBe(2);
    await page.getByRole("region", { name: "Links to /lamp?size=2" }).waitFor();
    await admin.ask("POST", "/v1/environments/demo/publication", {});
    await page.getByText("The snapshot has it").waitFor();
    await admin.examine();
  }, 90_000);

  it("link_isMadeWhenItIsAskedFor_andSaysUntilWhenItWorks", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/preview?experiment=wording&path=%2Flamp&minutes=10");
    await admin.tabTo("button", "Make a link to warm");
    const before = Date.now();
    await page.keyboard.press("Enter");
    await page.getByText(/^Works until /).waitFor();
    const link = await page.getByLabel("Link to warm", { exact: true }).inputValue();
    expect(link.startsWith(`${edge.address}/lamp?rl_preview=`)).toBe(true);
    const [, payload = ""] = link.replace(/^.*rl_preview=/, "").split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    expect(claims.experiments).toEqual({ wording: "warm" });
    expect(Math.round((claims.exp * 1000 - before) / 60_000)).toBe(10);
    await page.getByRole("button", { name: "Copy Link to warm" }).click();
    await page.getByText(/copied|does not let the console copy/).waitFor();
    await page.getByText("QR code of the link to warm").click();
    await page.getByRole("img", { name: "QR code of the link to warm" }).waitFor();
    await admin.examine();
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Open warm in a new tab" }).click();
    const tab = await opened;
    await tab.waitForLoadState();
    expect(tab.url()).toBe(link);
    await tab.close();
  }, 90_000);

  it("linkThatHasExpired_isSaidAndCanBeMadeAgain", async () => {
    const { page } = admin;
    await page.clock.install();
    await page.goto("/environments/demo/preview?flag=greeting&minutes=10");
    await page.getByRole("button", { name: "Make a link to plain" }).click();
    await page.getByText(/^Works until /).waitFor();
    await page.clock.fastForward("11:00");
    await page.getByText(/^The link has expired at /).waitFor();
    await page.getByRole("button", { name: "Make another link to plain" }).waitFor();
    expect(await page.getByLabel("Link to plain", { exact: true }).count()).toBe(0);
  }, 60_000);

  it("viewer_seesTheChecksAndNoButtonThatWouldBeRefused", async () => {
    const vera = { name: "vera", password: "vera's password" };
    await admin.ask("POST", "/v1/accounts", { ...vera, role: "viewer" });
    const viewer = await Person.signIn(browser, control.address, vera);
    await viewer.page.goto("/environments/demo/experiments/wording");
    await viewer.page
      .getByRole("navigation", { name: "Parts of the experiment" })
      .getByRole("link", { name: "Preview & QA" })
      .click();
    await viewer.page.getByText("Links are made by editors.").waitFor();
    await viewer.page.getByText("The flag is on").waitFor();
    expect(await viewer.page.getByRole("button", { name: /Make/ }).count()).toBe(0);
    expect(viewer.faults).toEqual([]);
  }, 60_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});
