import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Experiment, ExperimentEntry, Results } from "../src/api/documents.ts";
import { measured, onPlatform, PLATFORM_FLAG } from "../src/performance/experiments.ts";
import { performanceSearch } from "../src/performance/search.ts";
import { only, vitalMetrics } from "../src/performance/vitalMetrics.ts";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, experimentOn, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

const PERFORMANCE = "/environments/demo/performance";
const LCP = {
  key: "paint",
  name: "Largest paint",
  role: "guardrail",
  kind: "quantile",
  quantile: 0.75,
  event: "LCP",
  of: "vital",
  direction: "decrease",
};

describe("performance", () => {
  it("address_keepsWhatItKnows", () => {
    expect(performanceSearch({ experiment: 7, interval: "fixed", variant: "", q: 1 })).toEqual({
      experiment: "7",
      interval: "fixed",
    });
    expect(performanceSearch({ interval: "always" })).toEqual({});
  });

  it("metricsOfVitals_areTheExperimentsOwnAndSharedOnes", () => {
    const metrics = [
      LCP,
      { ...LCP, key: "orders", of: undefined },
      { metric: "shared-inp", role: "guardrail" },
      { metric: "shared-orders", role: "goal" },
    ];
    const shared = [
      { key: "shared-inp", kind: "mean", direction: "decrease", of: "vital" },
      { key: "shared-orders", kind: "mean", direction: "increase" },
    ] as never;
    const keys = vitalMetrics({ metrics } as Experiment, shared);
    expect([...keys]).toEqual(["paint", "shared-inp"]);
    const results = { metrics: [{ metric: "orders" }, { metric: "paint" }] } as Results;
    expect(only(results, keys).metrics).toEqual([{ metric: "paint" }]);
  });

  it("experimentsThatHaveStarted_runningFirst", () => {
    const entry = (key: string, status: string, startedAt?: number) =>
      ({ experiment: { key, status, flag: key }, startedAt }) as ExperimentEntry;
    const entries = [
      entry("drafted", "draft"),
      entry("over", "stopped", 1),
      entry(PLATFORM_FLAG, "running", 2),
    ];
    expect(measured(entries).map(({ experiment }) => experiment.key)).toEqual([
      PLATFORM_FLAG,
      "over",
    ]);
    expect(onPlatform(entries)).toBe(entries[2]);
    expect(onPlatform(entries.slice(0, 2))).toBeUndefined();
  });
});

describe.skipIf(browserPath === "")("performance page", () => {
  const control = new ControlPlane(28_961);
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

  async function put(noun: string, document: { key: string; [field: string]: unknown }) {
    await admin.ask("PUT", `/v1/environments/demo/${noun}/${document.key}`, document, CREATE);
  }

  /** As the control plane answers, with what visitors' browsers would have reported. */
  async function measure(experiment: string) {
    await admin.page.route(`**/experiments/${experiment}/results`, async (route) => {
      const response = await route.fetch();
      const results = (await response.json()) as Results;
      const json: Results = {
        ...results,
        exposedUnits: 2_000,
        vitals: results.variants.map(({ variant }, place) => ({
          name: "LCP",
          variant,
          count: 900,
          p50: 800 + place,
          p75: 1_200 + place * 100,
          p95: 2_500,
        })),
        metrics: results.metrics.map((metric) => ({
          ...metric,
          comparisons: metric.comparisons.map((comparison) => ({
            ...comparison,
            verdict: "worse" as const,
            always: {
              state: "ready" as const,
              method: "confidence-sequence",
              alpha: 0.05,
              p: 0.004,
              relative: { estimate: 0.083, low: 0.021, high: 0.146 },
            },
          })),
        })),
      };
      await route.fulfill({ response, json });
    });
  }

  it("nothingHasStarted_isSaid_andHowTheEdgesOwnCostIsMeasured", async () => {
    const { page } = admin;
    await page.goto(PERFORMANCE);
    await page.getByText("No experiment has started").waitFor();
    await page.getByText("The edge's own cost is not measured").waitFor();
    await admin.examine();
  }, 90_000);

  it("experiment_showsWhatWasMeasuredAndWhatItsVitalMetricsDifferIn", async () => {
    const { page } = admin;
    const serving = (key: string, experiment: string) => ({
      ...GREETING,
      key,
      rules: [{ id: "test", serve: { experiment } }],
    });
    await put("flags", serving("greeting", "wording"));
    await put("flags", serving(PLATFORM_FLAG, "cost"));
    const wording = experimentOn("greeting");
    await put("experiments", {
      ...wording,
      metrics: [...wording.metrics, LCP],
      status: "running",
    });
    await put("experiments", {
      ...experimentOn(PLATFORM_FLAG),
      key: "cost",
      name: "What the edge costs",
      status: "running",
    });
    await admin.ask("POST", "/v1/environments/demo/publication", {});
    await measure("wording");
    await page.goto(PERFORMANCE);
    await page.getByRole("option", { name: "wording" }).waitFor({ state: "attached" });
    await admin.tabTo("combobox", "Experiment");
    await page.keyboard.type("w");
    await page.waitForURL(/experiment=wording/);
    const differences = page.getByRole("region", { name: "Effect of B compared with A" });
    await differences.getByText("Largest paint").waitFor();
    await differences.getByText("+8.3%").waitFor();
    await differences.getByText("Worse", { exact: true }).waitFor();
    expect(await differences.getByText("Orders").count()).toBe(0);
    const vitals = page.getByRole("region", { name: "Web vitals by variant" });
    await vitals.getByText("1.30 s").waitFor();
    await admin.examine();
    await differences.getByText("Fixed horizon").click();
    await page.waitForURL(/interval=fixed/);
    expect(page.url()).toContain("experiment=wording");
  }, 120_000);

  it("costOfPersonalization_leadsToItsResults", async () => {
    const { page } = admin;
    await measure("cost");
    await page.goto(`${PERFORMANCE}?experiment=wording`);
    const cost = page.getByRole("region", { name: "Cost of personalization" });
    await cost.getByText("1.30 s").waitFor();
    await cost.getByRole("link", { name: "Results of What the edge costs" }).click();
    await page.waitForURL(/\/experiments\/cost$/);
  }, 60_000);

  it("experimentWithoutVitalMetric_saysWhatIsMissing", async () => {
    const { page } = admin;
    await page.goto(`${PERFORMANCE}?experiment=cost`);
    await page.getByText("No metric of the experiment is about a web vital").waitFor();
    await page.goto(`${PERFORMANCE}?experiment=nothing`);
    await page.getByText("nothing has not started, or there is no such experiment.").waitFor();
  }, 60_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});
