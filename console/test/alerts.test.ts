import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

const ALERTS = "/environments/demo/alerts";
const DEAD_EDGE = "http://127.0.0.1:9";
/** The control plane looks every ten seconds, and gives an edge thirty. */
const ALERT_MILLIS = 60_000;

describe.skipIf(browserPath === "")("alerts", () => {
  // Nothing listens there: the edge is out of reach from the beginning.
  const control = new ControlPlane(28_890, DEAD_EDGE);
  const told: { path: string | undefined; signature: string; body: string }[] = [];
  let hook: Server;
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    hook = createServer((request, response) => {
      void textOf(request).then((body) => {
        const signature = String(request.headers["webhook-signature"]);
        told.push({ path: request.url, signature, body });
        response.writeHead(request.url === "/broken" ? 500 : 204).end();
      });
    }).listen(0, "127.0.0.1");
    await once(hook, "listening");
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    // An edge is behind once there is something that it should have.
    await admin.ask("PUT", "/v1/environments/demo/flags/greeting", GREETING, CREATE);
    await admin.ask("POST", "/v1/environments/demo/publication", {});
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control.stop();
    hook?.close();
  }, 30_000);

  function hookAt(path: string): string {
    return `http://127.0.0.1:${(hook.address() as AddressInfo).port}${path}`;
  }

  it("edgeOutOfReach_firesAndIsCountedInTheNavigation", async () => {
    const { page } = admin;
    await page.goto(ALERTS);
    await page.getByText(/Edge http:\/\/127\.0\.0\.1:9 .*cannot be reached/).waitFor({
      timeout: ALERT_MILLIS,
    });
    const nav = page.getByRole("navigation", { name: "Pages" });
    await nav.getByRole("link", { name: "Alerts 1 firing" }).waitFor();
    await page.getByRole("link", { name: "Firing 1" }).waitFor();
    await admin.examine();
    await nav.getByRole("link", { name: "Home" }).click();
    await page.getByText("1 of 1 edge out of reach").waitFor();
    const needs = page.getByRole("region", { name: "Needs you" });
    await needs.getByRole("link", { name: /cannot be reached/ }).click();
    await page.waitForURL(/\/alerts$/);
  }, 90_000);

  it("alert_isAcknowledgedByKeyboardAndMovesToItsTab", async () => {
    const { page } = admin;
    await page.goto(ALERTS);
    await admin.tabTo("button", "Acknowledge");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing fires").waitFor();
    await admin.tabTo("link", "Acknowledged 1");
    await page.keyboard.press("Enter");
    await page.waitForURL(/state=acknowledged/);
    await page.getByText(/acknowledged by admin/).waitFor();
    const { alerts } = await admin.ask("GET", "/v1/environments/demo/alerts?open=true");
    expect(alerts).toMatchObject([{ state: "acknowledged", acknowledgedBy: "admin" }]);
  }, 60_000);

  it("alert_isSilencedUntilAnEndAndUndoneFromTheToast", async () => {
    const { page } = admin;
    await page.goto(`${ALERTS}?state=acknowledged`);
    await page.getByRole("button", { name: "Silence…" }).click();
    await page.getByRole("dialog").waitFor();
    await admin.examine();
    await page.getByLabel("Nobody is told of it for").selectOption("8 hours");
    const before = Date.now();
    await page.getByRole("button", { name: "Silence", exact: true }).click();
    await page.getByText("Nobody is at an alert").waitFor();
    const { alerts } = await admin.ask("GET", "/v1/environments/demo/alerts?open=true");
    expect(alerts[0].state).toBe("silenced");
    expect(Math.round((alerts[0].silencedUntil - before) / 3_600_000)).toBe(8);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Silence…" }).waitFor();
    await page.getByRole("link", { name: "Silenced 0" }).waitFor();
  }, 90_000);

  it("webhook_showsItsSecretOnceAndIsTested", async () => {
    const { page } = admin;
    await page.goto(ALERTS);
    await page.getByText("Nobody is told yet").waitFor();
    await page.getByRole("button", { name: "Add a channel…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Address").fill(hookAt("/alerts"));
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog.getByText("shown this once").waitFor();
    const secret = (await dialog.locator("code").textContent()) ?? "";
    expect(secret.length).toBeGreaterThan(20);
    await admin.examine();
    await dialog.getByRole("button", { name: "Done" }).click();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole("button", { name: `Test ${hookAt("/alerts")}` }).click();
    await page.getByText(/^Delivered /).waitFor();
    expect(told.filter(({ path }) => path === "/alerts")).toMatchObject([
      { signature: expect.stringMatching(/^v1,/), body: expect.stringContaining("asked for by") },
    ]);
  }, 60_000);

  it("channelThatRefuses_saysWhyAndIsRemoved", async () => {
    const { page } = admin;
    await admin.ask("POST", "/v1/environments/demo/alert-channels", {
      kind: "slack",
      target: hookAt("/broken"),
    });
    await page.goto(ALERTS);
    await page.getByRole("button", { name: `Test ${hookAt("/broken")}` }).click();
    await page.getByText(/^Not delivered: .*answered 500/).waitFor();
    await page.getByRole("button", { name: `Remove ${hookAt("/broken")}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: `Test ${hookAt("/broken")}` }).waitFor({
      state: "detached",
    });
    await page.getByText(hookAt("/alerts"), { exact: true }).waitFor();
  }, 60_000);

  it("viewer_seesAlertsAndChannelsAndNoButtonThatWouldBeRefused", async () => {
    const vera = { name: "vera", password: "vera's password" };
    await admin.ask("POST", "/v1/accounts", { ...vera, role: "viewer" });
    const viewer = await Person.signIn(browser, control.address, vera);
    await viewer.page.goto(`${ALERTS}?state=acknowledged`);
    await viewer.page.getByText(/cannot be reached/).waitFor();
    await viewer.page.getByText(hookAt("/alerts"), { exact: true }).waitFor();
    expect(await viewer.page.locator("main").getByRole("button").count()).toBe(0);
    expect(viewer.faults).toEqual([]);
  }, 60_000);

  it("phone_leadsToTheOtherPagesByMoreAndCountsWhatFires", async () => {
    const { page } = admin;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(ALERTS);
    const nav = page.getByRole("navigation", { name: "Pages" });
    await nav.getByRole("link", { name: "Alerts" }).waitFor();
    expect(await nav.getByRole("link").allTextContents()).toEqual([
      "Home",
      "Experiments",
      "Flags",
      "Alerts",
    ]);
    await admin.tabTo("button", "More");
    await page.keyboard.press("Enter");
    await admin.tabTo("link", "Audit log");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/audit$/);
    await page.getByRole("link", { name: "Audit log" }).waitFor({ state: "hidden" });
    await page.setViewportSize({ width: 1440, height: 900 });
  }, 60_000);

  it("alertThatIsOver_standsAmongTheResolved", async () => {
    const { page, faults } = admin;
    const known = faults.length;
    await control.end();
    // Without the edge nothing is out of reach any more.
    await control.start("");
    await page.goto(`${ALERTS}?state=acknowledged`);
    await page.getByText("Nobody is at an alert").waitFor({ timeout: ALERT_MILLIS });
    await page.getByRole("link", { name: "Resolved" }).click();
    await page.waitForURL(/state=resolved/);
    await page.getByText(/resolved \d/).waitFor();
    expect(await page.getByRole("button", { name: /Acknowledge|Silence/ }).count()).toBe(0);
    await admin.examine();
    // The stream of changes broke off when the control plane ended.
    expect(faults.splice(known).every((fault) => /ERR_|Failed to load/.test(fault))).toBe(true);
  }, 120_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}
