import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributesOf } from "../src/debugger/search.ts";
import { plannerSearch } from "../src/planner/search.ts";
import { wishOf } from "../src/planner/wish.ts";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

describe("planner's address", () => {
  it("numberOutsideOfItsBounds_isAsIfAbsent", () => {
    expect(plannerSearch({ lift: 0.1, perDay: 0, baseline: "x", kind: "mean", q: 1 })).toEqual({
      lift: 0.1,
      kind: "mean",
    });
  });

  it("whatIsNotTyped_comesFromVisitors_andNothingIsAskedWithoutThem", () => {
    const known = { event: "order", days: 14, units: 1400, unitsPerDay: 99.6, baseline: 0.1 };
    expect(wishOf({ lift: 0.2 }, known)).toMatchObject({ perDay: 100, baseline: 0.1, lift: 0.2 });
    expect(wishOf({ perDay: 7 }, known)).toMatchObject({ perDay: 7 });
    expect(wishOf({}, { event: "order" })).toBeUndefined();
    expect(wishOf({ kind: "mean" }, known)).toBeUndefined();
  });

  it("attributes_areJsonOrText_lineByLine", () => {
    expect(attributesOf('country=DE\n\nage = 7\nvip=true\nnothing\nuser={"key":"u"}')).toEqual({
      country: "DE",
      age: 7,
      vip: true,
      user: { key: "u" },
    });
  });
});

describe.skipIf(browserPath === "")("planner and debugger", () => {
  const control = new ControlPlane(28_931);
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

  it("plan_isAnsweredByTheServerAndKeptInTheAddress", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/planner");
    await page.getByText("Not enough is known yet").waitFor();
    await page.getByLabel("Visitors a day", { exact: true }).fill("10000");
    await page.keyboard.press("Enter");
    await page.getByLabel("Visitors with it now", { exact: true }).fill("10");
    await page.keyboard.press("Enter");
    await page.getByLabel("Smallest change worth seeing", { exact: true }).fill("10");
    await page.keyboard.press("Enter");
    await page.getByText(/^You need \d+ days to see \+10% in 80 of 100 cases\.$/).waitFor();
    expect(page.url()).toContain("perDay=10000");
    await page.getByText("Once, at the end").click();
    await page.getByText("You need 4 days to see +10% in 80 of 100 cases.").waitFor();
    await page.reload();
    await page.getByText("You need 4 days to see +10% in 80 of 100 cases.").waitFor();
    expect(await page.getByRole("row").count()).toBe(13);
    await admin.examine();
    expect(admin.faults).toEqual([]);
  }, 90_000);

  it("debugger_saysWhatIsGivenAndWhy_byKeyboard", async () => {
    const { page } = admin;
    await admin.ask("PUT", "/v1/environments/demo/flags/greeting", GREETING, CREATE);
    await page.goto("/environments/demo/debugger");
    await page.getByText("nothing is published yet").waitFor();
    await page.getByText("As drafted").click();
    await page.getByRole("link", { name: "greeting" }).waitFor();
    await admin.tabTo("textbox", "Visitor or other unit");
    await page.keyboard.type("u1");
    await page.keyboard.press("Enter");
    await page.waitForURL(/unit=u1/);
    await admin.tabTo("button", "Why?");
    await page.keyboard.press("Enter");
    await page.getByText("Default", { exact: true }).waitFor();
    expect(page.url()).toContain("flag=greeting");
    await admin.examine();
  }, 90_000);
});
