import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { Person } from "./person.ts";

const SETTINGS = "/environments/demo/settings";

describe.skipIf(browserPath === "")("settings", () => {
  const control = new ControlPlane(28_892);
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

  const accounts = async () =>
    (await admin.ask("GET", "/v1/accounts")).accounts.map(
      ({ name, role, environment }: Record<string, string>) => `${name} ${role} ${environment}`,
    );

  it("person_isAddedByKeyboardWithARole", async () => {
    const { page } = admin;
    await page.goto(`${SETTINGS}/people`);
    await page.getByText("you", { exact: true }).waitFor();
    await admin.examine();
    await admin.tabTo("button", "Add somebody…");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await admin.examine();
    await admin.tabTo("textbox", "Name");
    await page.keyboard.type("vera");
    await page.keyboard.press("Tab");
    await page.keyboard.type("vera's password");
    await page.keyboard.press("Enter");
    await page.getByText("vera can sign in.").waitFor();
    await page.getByRole("button", { name: "Change role of vera" }).waitFor();
    expect(await accounts()).toContain("vera viewer demo");
  }, 90_000);

  it("role_isChangedAfterTheDifferenceWasShownAndUndone", async () => {
    const { page } = admin;
    await page.goto(`${SETTINGS}/people`);
    await page.getByRole("button", { name: "Change role of vera" }).click();
    const dialog = page.getByRole("dialog");
    const change = dialog.getByRole("button", { name: "Change the role" });
    expect(await change.isDisabled()).toBe(true);
    await dialog.getByLabel("Role in demo").selectOption("publisher");
    expect(await dialog.locator("dd").allTextContents()).toEqual(["beforeviewerafterpublisher"]);
    await change.click();
    await page.getByText("vera is now publisher in demo.").waitFor();
    expect(await accounts()).toContain("vera publisher demo");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("viewer: sees everything but people and tokens").waitFor();
    expect(await accounts()).toContain("vera viewer demo");
  }, 60_000);

  it("viewer_hasNoSectionOfAdminsAndTheServerRefusesItsAddress", async () => {
    const vera = { name: "vera", password: "vera's password" };
    const viewer = await Person.signIn(browser, control.address, vera);
    await viewer.page.goto(SETTINGS);
    await viewer.page.getByRole("heading", { name: "Password" }).waitFor();
    expect(await viewer.page.getByRole("link", { name: "Tokens" }).count()).toBe(0);
    await viewer.page.goto(`${SETTINGS}/people`);
    await viewer.page.getByText("You may not do this").waitFor();
  }, 60_000);

  it("person_isRemovedOnlyAfterTheNameWasTyped", async () => {
    const { page } = admin;
    await page.goto(`${SETTINGS}/people`);
    const you = page.getByRole("button", { name: "Remove admin" });
    expect(await you.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Remove vera" }).click();
    const dialog = page.getByRole("dialog");
    const remove = dialog.getByRole("button", { name: "Remove vera" });
    await dialog.getByLabel(/to confirm/).fill("ver");
    expect(await remove.isDisabled()).toBe(true);
    await dialog.getByLabel(/to confirm/).fill("vera");
    await remove.click();
    await page.getByText("vera is removed.").waitFor();
    expect(await accounts()).toEqual(["admin admin *"]);
  }, 60_000);

  it("token_showsItsSecretOnceOpensWhatItsRoleMayAndIsRotatedAndRevoked", async () => {
    const { page } = admin;
    await page.goto(`${SETTINGS}/tokens`);
    await page.getByText("No token yet").waitFor();
    await page.getByRole("button", { name: "Make a token…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the program").fill("pipeline");
    await dialog.getByLabel("Role", { exact: true }).selectOption("viewer");
    await dialog.getByRole("button", { name: "Make", exact: true }).click();
    const first = await secretIn(dialog);
    await admin.examine();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await dialog.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Secret copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);
    expect(await flagsWith(first)).toBe(200);
    await dialog.getByRole("button", { name: "Done" }).click();
    expect(await page.content()).not.toContain(first);
    await admin.examine();

    await page.getByRole("button", { name: "Rotate pipeline" }).click();
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await page.getByRole("dialog", { name: "The secret of pipeline" }).waitFor();
    const second = await secretIn(dialog);
    expect([await flagsWith(first), await flagsWith(second)]).toEqual([401, 200]);
    await dialog.getByRole("button", { name: "Done" }).click();

    await page.getByRole("button", { name: "Revoke pipeline" }).click();
    await dialog.getByLabel(/to confirm/).fill("pipeline");
    await dialog.getByRole("button", { name: "Revoke pipeline" }).click();
    await page.getByText("Revoked", { exact: true }).waitFor();
    expect(await flagsWith(second)).toBe(401);
    const { tokens } = await admin.ask("GET", "/v1/tokens");
    const day = 86_400_000;
    expect(tokens).toHaveLength(1);
    expect((tokens[0].expiresAt - tokens[0].madeAt) / day).toBe(90);
  }, 90_000);

  it("theme_isChosenAndStays", async () => {
    const { page } = admin;
    await page.goto(SETTINGS);
    await page.locator("main").getByText("Dark", { exact: true }).click();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await page.locator("main").getByText("System", { exact: true }).click();
    await admin.examine();
  }, 90_000);

  it("password_isChangedWithThePresentOneAndEndsTheSession", async () => {
    const paula = { name: "paula", password: "paula's password" };
    await admin.ask("POST", "/v1/accounts", { ...paula, role: "editor" });
    const { page, faults } = await Person.signIn(browser, control.address, paula);
    await page.goto(SETTINGS);
    await page.getByLabel(/^New password, /).fill("another password");
    await page.getByLabel("New password again").fill("another passwort");
    await page.getByText("The two new passwords differ.").waitFor();
    await page.getByLabel("New password again").fill("another password");
    await page.getByLabel("Present password").fill("not this one");
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText("the old password is another one").waitFor();
    await page.getByLabel("Present password").fill(paula.password);
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.getByLabel("Name").fill("paula");
    await page.getByLabel("Password").fill("another password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    // Two answers are no success: the wrong password, and who is not signed in any more.
    expect(faults.every((fault) => /status of 401/.test(fault))).toBe(true);
  }, 60_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });

  async function flagsWith(secret: string): Promise<number> {
    const { status } = await fetch(`${control.address}/v1/environments/demo/flags`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    return status;
  }

  async function secretIn(dialog: ReturnType<Person["page"]["getByRole"]>): Promise<string> {
    const secret = dialog.locator("code", { hasText: /^rl_/ });
    await secret.waitFor();
    return (await secret.textContent()) ?? "";
  }
});
