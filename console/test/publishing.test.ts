import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freezeAt } from "../src/publication/freeze.ts";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

const API = "/v1/environments/demo";
const FLAG = `${API}/flags/greeting`;
const PAGE = "/environments/demo/publication";
const HOUR_MILLIS = 3_600_000;

describe("freezeAt", () => {
  it("freeze_holdsFromItsBeginningUntilItsEndAndTheLongestCounts", () => {
    const policy = {
      freezes: [
        { from: 10, until: 20 },
        { from: 15, until: 40, reason: "sale" },
      ],
    };
    expect(freezeAt(policy, 9)).toBeUndefined();
    expect(freezeAt(policy, 10)).toEqual({ from: 10, until: 20 });
    expect(freezeAt(policy, 15)?.reason).toBe("sale");
    expect(freezeAt(policy, 40)).toBeUndefined();
    expect(freezeAt(undefined, 15)).toBeUndefined();
  });
});

describe.skipIf(browserPath === "")("publishing", () => {
  const control = new ControlPlane(28_895);
  let browser: Browser;
  let admin: Person;
  let editor: Person;

  beforeAll(async () => {
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    const edda = { name: "edda", password: "edda's password" };
    await admin.ask("POST", "/v1/accounts", { ...edda, role: "editor" });
    editor = await Person.signIn(browser, control.address, edda);
    await admin.ask("PUT", FLAG, GREETING, CREATE);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control.stop();
  }, 30_000);

  async function change(by: Person, name: string) {
    const { flag, version } = await by.ask("GET", FLAG);
    await by.ask("PUT", FLAG, { ...flag, name }, { "if-match": `"${version}"` });
  }

  async function revision(): Promise<number> {
    return (await admin.ask("GET", `${API}/publication`)).revision;
  }

  it("drafts_areReviewedAndPublishedByKeyboard", async () => {
    const { page } = admin;
    await page.goto(PAGE);
    await page.getByText("Nobody is known to have been here in the last day").waitFor();
    await page.getByText("Created flag greeting").waitFor();
    await page.getByText("last by admin").waitFor();
    await admin.examine();
    await admin.tabTo("button", "Review and publish…");
    await page.keyboard.press("Enter");
    await page.getByText("1 change passes every check").waitFor();
    await admin.tabTo("textbox", "Comment");
    await page.keyboard.type("The first");
    await admin.tabTo("button", "Publish");
    await page.keyboard.press("Enter");
    await page.getByText("Revision 1 of demo is published.").waitFor();
    await page.getByText("Nothing waits").waitFor();
    expect(await revision()).toBe(1);
  }, 90_000);

  it("review_saysFirstWhoWouldGetWhatInstead", async () => {
    const { page } = admin;
    await change(editor, "Salutation");
    await page.route("**/publication/review", async (asked) => {
      const answer = await asked.fetch();
      const review = await answer.json();
      review.replay = {
        visitors: 1000,
        changed: 184,
        sentence: "184 of 1,000 visitors of the last day would get another variant.",
        flags: [
          {
            flag: "greeting",
            changed: 184,
            moves: [
              { from: "plain", to: "warm", visitors: 180 },
              { from: "-", to: "plain", visitors: 4 },
            ],
            where: { dimension: "country", value: "DE", share: 0.98 },
          },
        ],
        unknown: ["plan"],
      };
      review.warnings = [
        {
          code: "unreachable_rule",
          path: "/flags/greeting/rules/1",
          sentence: "Rule rest of flag greeting is never reached.",
        },
      ];
      await asked.fulfill({ response: answer, json: review });
    });
    await page.goto(PAGE);
    await page.getByText("184 of 1,000 visitors of the last day").waitFor();
    const cards = await page
      .locator("main section[aria-label]")
      .evaluateAll((all) => all.map((card) => card.getAttribute("aria-label")));
    expect(cards).toEqual([
      "For visitors of the last day",
      "1 warning",
      "Not published yet",
      "Published",
      "Edges",
    ]);
    await page.getByText("184 visitors, 98.0% of them with country DE").waitFor();
    await page.getByText("the page's own → plain").waitFor();
    await page.getByText("Events do not keep plan").waitFor();
    await page.getByText("last by edda").waitFor();
    const differences = page.getByRole("region", { name: "Not published yet" }).locator("dl > div");
    expect(await differences.allTextContents()).toEqual(["namebeforeGreetingafterSalutation"]);
    await admin.examine();
    await page.unroute("**/publication/review");
  }, 90_000);

  it("policy_isSetByAnAdminAndUndone", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/settings");
    await page.getByRole("link", { name: "Policy" }).click();
    await page.waitForURL("**/settings/policy");
    const approvals = page.getByLabel("Who else has to agree before drafts are published");
    await approvals.selectOption("1 other publisher");
    await page.getByText("Editors too").click();
    await page.getByRole("button", { name: "Add a freeze" }).click();
    await page.getByLabel("Why").fill("Inventory");
    await admin.examine();
    await page.getByRole("button", { name: "Save the policy" }).click();
    await page.getByText("The policy of demo holds from now on.").waitFor();
    const { policy } = await admin.ask("GET", `${API}/policy`);
    expect(policy).toMatchObject({
      approvals: 1,
      killRole: "editor",
      freezes: [{ reason: "Inventory" }],
    });
    const [{ from, until }] = policy.freezes;
    expect(until - from).toBe(24 * HOUR_MILLIS);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Version 2, changed").waitFor();
    expect((await admin.ask("GET", `${API}/policy`)).policy.approvals ?? 0).toBe(0);
    await editor.page.goto("/environments/demo/settings");
    await editor.page.getByRole("link", { name: "Yourself" }).waitFor();
    expect(await editor.page.getByRole("link", { name: "Policy" }).count()).toBe(0);
  }, 90_000);

  async function setPolicy(policy: object) {
    const { version } = await admin.ask("GET", `${API}/policy`);
    await admin.ask("PUT", `${API}/policy`, policy, { "if-match": `"${version}"` });
  }

  it("editor_asksAndSomebodyElseApprovesAndPublishes", async () => {
    await setPolicy({ approvals: 1 });
    await editor.page.goto(PAGE);
    await editor.page.getByRole("button", { name: "Ask for approval…" }).click();
    await editor.page.getByLabel("What for").fill("A new name");
    await editor.examine();
    await editor.page.getByRole("button", { name: "Ask", exact: true }).click();
    await editor.page.getByText("Needs 1 approval, has 0.").waitFor();
    // Nobody agrees to what they asked for themselves.
    expect(await editor.page.getByRole("button", { name: "Approve…" }).count()).toBe(0);
    expect(await editor.page.getByRole("button", { name: /publish/i }).count()).toBe(0);
    const { page } = admin;
    await page.goto(PAGE);
    await page.getByText("A new name").waitFor();
    await admin.examine();
    await page.getByRole("button", { name: "Publish without approval…" }).waitFor();
    await page.getByRole("button", { name: "Approve…" }).click();
    await page.getByLabel("Comment").fill("Looks right");
    await admin.examine();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText(/^admin agreed .*: Looks right$/).waitFor();
    await page.getByRole("button", { name: "Review and publish…" }).click();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("Revision 2 of demo is published.").waitFor();
    await page.getByText(/^Became revision 2/).waitFor();
  }, 120_000);

  it("requestWhoseDraftsChanged_mustBeMadeAnewAndIsCancelled", async () => {
    await change(editor, "Hail");
    await editor.page.goto(PAGE);
    await editor.page.getByRole("button", { name: "Ask for approval…" }).click();
    await editor.page.getByRole("button", { name: "Ask", exact: true }).click();
    await editor.page.getByText("Request 2 is made.").waitFor();
    await change(editor, "Hello there");
    await editor.page.getByText("A draft has changed since it was made").waitFor();
    await admin.page.goto(PAGE);
    await admin.page.getByText("A draft has changed since it was made").waitFor();
    expect(await admin.page.getByRole("button", { name: "Approve…" }).count()).toBe(0);
    await editor.page.getByRole("button", { name: "Cancel request 2" }).click();
    await editor.page.getByText(/^Cancelled .* by edda\.$/).waitFor();
  }, 90_000);

  it("freeze_saysItsEndAndAnAdminPublishesDespiteItWithAReason", async () => {
    const until = Date.now() + HOUR_MILLIS;
    await setPolicy({ freezes: [{ from: Date.now() - HOUR_MILLIS, until, reason: "Sale" }] });
    const { page } = admin;
    await page.goto(PAGE);
    await page.getByText(/^Nothing is published until .*: Sale\. Kills go on\.$/).waitFor();
    expect(await page.getByRole("button", { name: "Review and publish…" }).count()).toBe(0);
    await page.getByRole("button", { name: "Publish despite the freeze…" }).click();
    const dialog = page.getByRole("dialog");
    const publish = dialog.getByRole("button", { name: "Publish despite the freeze" });
    await dialog.getByLabel(/^Why it cannot wait/).fill("The price is wrong");
    expect(await publish.isDisabled()).toBe(true);
    await dialog.getByLabel("Type demo to confirm").fill("demo");
    await admin.examine();
    await publish.click();
    await page.getByText("Revision 3 of demo is published.").waitFor();
    expect(JSON.stringify(await admin.ask("GET", `${API}/audit`))).toContain("The price is wrong");
    await editor.page.goto(PAGE);
    await editor.page.getByText(/^Nothing is published until/).waitFor();
    expect(await editor.page.getByRole("button", { name: /^Publish/ }).count()).toBe(0);
  }, 90_000);

  it("publication_isScheduled", async () => {
    await setPolicy({});
    await change(admin, "Good day");
    const { page } = admin;
    await page.goto(PAGE);
    await page.getByRole("button", { name: "Schedule…" }).click();
    await page.getByLabel("When, in the time of this computer").fill("2035-03-01T08:30");
    await admin.examine();
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByText(/^To be published at 1 Mar 2035, 08:30/).waitFor();
    const { requests } = await admin.ask("GET", `${API}/publication-requests`);
    expect(requests[0].publishAt).toBe(
      await page.evaluate(() => new Date("2035-03-01T08:30").getTime()),
    );
  }, 60_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect([...admin.faults, ...editor.faults]).toEqual([]);
  });
});
