import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

const API = "/v1/environments/demo";

describe.skipIf(browserPath === "")("segments and metrics", () => {
  const control = new ControlPlane(28_894);
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

  it("segment_isMadeWithItsCondition", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/segments");
    await page.getByText("No segment yet").waitFor();
    await admin.examine();
    await page.getByRole("button", { name: "New segment…" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Key").fill("regulars");
    await sheet.getByLabel("Name").fill("Regular visitors");
    await sheet.getByLabel("Attribute").fill("visits");
    await sheet.getByRole("button", { name: "Make the segment" }).click();
    // The value is missing, and the server says so at the condition.
    await sheet
      .getByText(/number of values/)
      .first()
      .waitFor();
    await sheet.getByLabel("How it compares").selectOption("is at least");
    await sheet.getByLabel("Value", { exact: true }).fill("3");
    await admin.examine();
    await sheet.getByRole("button", { name: "Make the segment" }).click();
    await page.waitForURL("**/segments/regulars");
    await page.getByText("Units for which visits is at least 3").waitFor();
    expect((await admin.ask("GET", `${API}/segments/regulars`)).segment).toEqual({
      key: "regulars",
      name: "Regular visitors",
      when: { attribute: "visits", operator: "greaterOrEqual", values: [3] },
    });
    expect(admin.faults.splice(0)).toMatchObject([expect.stringMatching(/422/)]);
  }, 90_000);

  it("segmentThatIsUsed_saysByWhatAndIsNotDeleted", async () => {
    const { page } = admin;
    const rule = { id: "known", when: { segment: "regulars" }, serve: { variant: "warm" } };
    await admin.ask("PUT", `${API}/flags/greeting`, { ...GREETING, rules: [rule] }, CREATE);
    await page.goto("/environments/demo/segments/regulars");
    const used = page.getByRole("region", { name: "Used by" });
    await used.getByRole("link", { name: "greeting" }).waitFor();
    await admin.examine();
    await page.getByRole("button", { name: "Delete…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("regulars cannot be deleted while this names it:").waitFor();
    expect(await dialog.getByRole("textbox").count()).toBe(0);
    await admin.examine();
    await dialog.getByRole("link", { name: "greeting" }).click();
    await page.waitForURL("**/flags/greeting");
    await page.getByText("If in segment regulars: serve warm").waitFor();
  }, 90_000);

  it("segment_isEditedReviewedUndoneAndHasItsHistory", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/segments/regulars");
    await page.getByRole("button", { name: "Edit…" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Add another condition" }).click();
    const second = sheet.getByRole("group", { name: "Condition 2 of 2" });
    await second.getByLabel("Attribute").fill("country");
    await second.getByLabel("Value", { exact: true }).fill("DE");
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByText("visits is at least 3 and country is DE").waitFor();
    await page.getByRole("button", { name: "Review…" }).click();
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByText(/^Saved as version 2/).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("regulars is as it was before.").waitFor();
    await page.getByText("Units for which visits is at least 3").waitFor();
    await page.getByRole("link", { name: "History" }).click();
    await page.waitForURL("**/segments/regulars/history");
    await page.getByText("Version 3", { exact: true }).waitFor();
    await admin.examine();
  }, 90_000);

  it("segmentThatNothingNames_isDeletedByItsTypedKey", async () => {
    const { page } = admin;
    await admin.ask("PUT", `${API}/segments/idle`, { key: "idle" }, CREATE);
    await page.goto("/environments/demo/segments/idle");
    await page.getByText("Nothing names it yet.").waitFor();
    await page.getByRole("button", { name: "Delete…" }).click();
    const remove = page.getByRole("button", { name: "Delete idle" });
    await remove.waitFor();
    expect(await remove.isDisabled()).toBe(true);
    await page.keyboard.type("idle");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/segments");
    const { segments } = await admin.ask("GET", `${API}/segments`);
    expect(segments).toHaveLength(1);
  }, 60_000);

  it("metric_isMadeAndSaysInWordsWhatItIs", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/metrics");
    await page.getByText("No metric yet").waitFor();
    // The segment's page may have heard of its deletion by the change stream before the answer came.
    admin.faults.splice(0).forEach((fault) => {
      expect(fault).toMatch(/segments: .*404/);
    });
    await page.getByRole("button", { name: "New metric…" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Key").fill("revenue");
    await sheet.getByLabel("Kind").selectOption({ label: "Mean: what is added up per unit" });
    await sheet.getByLabel("Event, or * for every one").fill("order");
    await sheet.getByLabel(/^Counts for so many hours/).fill("168");
    await sheet.getByLabel("Limit of a unit").selectOption("a percentile of all units");
    await sheet.getByLabel("Percentile, as 0.99").fill("2");
    await sheet.getByLabel(/^Unit of the values/).fill("EUR");
    await sheet.getByRole("button", { name: "Make the metric" }).click();
    await sheet
      .getByText(/must be in 0\.5\.\.0\.9999/)
      .first()
      .waitFor();
    await sheet.getByLabel("Percentile, as 0.99").fill("0.99");
    await admin.examine();
    await sheet.getByRole("button", { name: "Make the metric" }).click();
    await page.waitForURL("**/metrics/revenue");
    await page.getByText("Sum of the values of order per unit").waitFor();
    await admin.examine();
    expect((await admin.ask("GET", `${API}/metrics/revenue`)).metric).toEqual({
      key: "revenue",
      kind: "mean",
      event: "order",
      direction: "increase",
      windowHours: 168,
      cap: { percentile: 0.99 },
      unit: "EUR",
    });
    expect(admin.faults.splice(0)).toMatchObject([expect.stringMatching(/422/)]);
  }, 90_000);

  it("eachKindOfMetric_isTakenByTheServer", async () => {
    const { page } = admin;
    const kinds = [
      ["share", "Share of units with the event", "Share of units with order"],
      ["ratio", "Ratio of two sums", "Sum of the values of order over sum of the values of visit"],
      ["quantile", "Quantile of the events' values", "The value of order that 75% do not exceed"],
      ["return", "Retention: share of units that came back", "Share of units with order on day 7"],
    ] as const;
    for (const [key, kind, sentence] of kinds) {
      await page.goto("/environments/demo/metrics");
      await page.getByRole("button", { name: "New metric…" }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByLabel("Key").fill(key);
      await sheet.getByLabel("Kind").selectOption({ label: kind });
      await sheet.getByLabel("Event, or * for every one").first().fill("order");
      if (key === "ratio") {
        await sheet.getByLabel("Event, or * for every one").nth(1).fill("visit");
      }
      await sheet.getByRole("button", { name: "Make the metric" }).click();
      await page.waitForURL(`**/metrics/${key}`);
      await page.getByText(sentence).waitFor();
    }
    await page.goto("/environments/demo/metrics");
    await page.getByRole("button", { name: "New metric…" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Key").fill("checkout");
    await sheet
      .getByLabel("Kind")
      .selectOption({ label: "Funnel: share of units that took all steps" });
    await sheet.getByLabel("Event of step 1").fill("cart");
    await sheet.getByLabel("Event of step 2").fill("order");
    await sheet.getByRole("button", { name: "Make the metric" }).click();
    await page.getByText("Share of units that took all steps: cart, then order").waitFor();
    await page.goto("/environments/demo/metrics?q=check");
    await page.getByRole("heading", { name: "1 metric" }).waitFor();
    await admin.examine();
  }, 120_000);

  it("layersAndHoldouts_areMadeEditedAndDeleted", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/settings");
    await page.getByRole("link", { name: "Layers and holdouts" }).click();
    await page.getByRole("button", { name: "New layer…" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Key").fill("checkout");
    await sheet.getByRole("button", { name: "Make the layer" }).click();
    await page.getByRole("button", { name: "Edit checkout" }).waitFor();
    await page.getByRole("button", { name: "New holdout…" }).click();
    await sheet.getByLabel("Key").fill("untouched");
    await sheet.getByLabel(/^Percent of the units/).fill("2.5");
    await admin.examine();
    await sheet.getByRole("button", { name: "Make the holdout" }).click();
    await page.getByText("2.5% of the units").waitFor();
    await page.getByRole("button", { name: "Edit untouched" }).click();
    await sheet.getByLabel("Name").fill("Untouched");
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByText("untouched is saved as version 2.").waitFor();
    expect((await admin.ask("GET", `${API}/holdouts/untouched`)).holdout).toEqual({
      key: "untouched",
      name: "Untouched",
      share: 2_500,
    });
    await admin.examine();
    await page.getByRole("button", { name: "Delete checkout" }).click();
    await page.getByLabel("Type checkout to confirm").fill("checkout");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Edit checkout" }).waitFor({ state: "detached" });
    expect((await admin.ask("GET", `${API}/layers`)).layers).toEqual([]);
  }, 90_000);

  it("viewer_seesNoButtonThatWouldBeRefused", async () => {
    const vera = { name: "vera", password: "vera's password" };
    await admin.ask("POST", "/v1/accounts", { ...vera, role: "viewer" });
    const viewer = await Person.signIn(browser, control.address, vera);
    for (const path of ["segments", "segments/regulars", "metrics", "metrics/revenue"]) {
      await viewer.page.goto(`/environments/demo/${path}`);
      await viewer.page.locator("main").getByRole("link").first().waitFor();
      expect(await viewer.page.locator("main").getByRole("button").count(), path).toBe(0);
    }
    expect(viewer.faults).toEqual([]);
  }, 60_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});
