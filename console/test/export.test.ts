import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Results } from "../src/api/documents.ts";
import { columnsOf } from "../src/export/columns.ts";
import { exportSearch } from "../src/export/search.ts";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, experimentOn, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

describe("export", () => {
  it("address_knowsNoParquetOfVerdicts", () => {
    expect(exportSearch({ experiment: "wording", form: "parquet" })).toEqual({
      experiment: "wording",
      form: "parquet",
    });
    expect(exportSearch({ experiment: 7, rows: "results", form: "parquet" })).toEqual({
      experiment: "7",
      rows: "results",
    });
    expect(exportSearch({ rows: "units", form: "csv" })).toEqual({});
  });

  it("columnsOfUnits_areTheUnitsAndEachMetricsThatIsOfUnits", () => {
    const metric = (key: string, kind: string) => ({ metric: key, kind, definition: kind });
    const results = {
      metrics: [
        metric("orders", "proportion"),
        metric("basket", "ratio"),
        metric("p75", "quantile"),
      ],
    } as unknown as Results;
    expect(
      columnsOf(results, "units")
        .map(({ name }) => name)
        .slice(-4),
    ).toEqual(["seen_before", "orders", "basket.numerator", "basket.denominator"]);
  });
});

describe.skipIf(browserPath === "")("export page", () => {
  const control = new ControlPlane(28_971);
  let browser: Browser;
  let admin: Person;
  let viewer: Person;

  beforeAll(async () => {
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    const at = "/v1/environments/demo";
    await admin.ask("PUT", `${at}/flags/greeting`, GREETING, CREATE);
    await admin.ask("PUT", `${at}/experiments/wording`, experimentOn("greeting"), CREATE);
    const vera = { name: "vera", password: "vera's password" };
    await admin.ask("POST", "/v1/accounts", { ...vera, role: "viewer" });
    viewer = await Person.signIn(browser, control.address, vera);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control.stop();
  }, 30_000);

  it("nothingCounted_isSaid_andNoFileIsOffered", async () => {
    const { page } = viewer;
    await page.goto("/environments/demo/export");
    await page.getByText("No experiment is chosen").waitFor();
    await page.getByRole("option", { name: "wording" }).waitFor({ state: "attached" });
    await viewer.tabTo("combobox", "Experiment");
    await page.keyboard.type("w");
    await page.getByText("Nothing has been counted yet").waitFor();
    expect(page.url()).toContain("experiment=wording");
    expect(await page.getByRole("link", { name: /Download/ }).count()).toBe(0);
    await viewer.examine();
  }, 90_000);

  it("file_isChosenByKeyboard_andItsColumnsAreThoseThatComeDown", async () => {
    const { page } = viewer;
    await page.route("**/experiments/wording/results", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), exposedUnits: 1_234 } });
    });
    await page.goto("/environments/demo/export?experiment=wording");
    await page.getByText(/1,234 visitors so far/).waitFor();
    await page.getByRole("rowheader", { name: "seen_before" }).waitFor();
    await page.getByRole("rowheader", { name: "orders" }).waitFor();
    await page.getByText("Parquet", { exact: true }).click();
    await page.waitForURL(/form=parquet/);
    const units = page.getByRole("link", { name: "Download Parquet" });
    expect(await units.getAttribute("href")).toBe(
      "/v1/environments/demo/experiments/wording/results/export?rows=units&format=parquet",
    );
    await viewer.examine();
    await page.getByText("Verdict", { exact: true }).click();
    await page.waitForURL(/rows=results/);
    expect(page.url()).not.toContain("form=");
    expect(await page.getByText("Parquet", { exact: true }).count()).toBe(0);
    await viewer.examine();
    await viewer.tabTo("link", "Download CSV");
    const coming = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const file = await coming;
    expect(file.suggestedFilename()).toBe("wording-verdicts.csv");
    const [names = ""] = (await readFile(await file.path(), "utf8")).split("\n");
    const told = await page.getByRole("rowheader").allTextContents();
    expect(names.trim().split(",")).toEqual(told.flatMap((names) => names.split(", ")));
    expect(viewer.faults).toEqual([]);
  }, 120_000);
});
