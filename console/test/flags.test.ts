import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, launchBrowser } from "./browser.ts";
import { ControlPlane, PASSWORD } from "./controlPlane.ts";
import { CREATE, GREETING } from "./definitions.ts";
import { Person } from "./person.ts";

const API = "/v1/environments/demo";
const FLAG = `${API}/flags/greeting`;
const PAGE = "/environments/demo/flags/greeting";

/** A flag with a condition that the page has no fields for. */
const ODD = { attribute: "age", as: "number", operator: "greaterThan", values: [18] };
const FULL = {
  ...GREETING,
  rules: [
    ...GREETING.rules,
    { id: "grown", when: ODD, serve: { variant: "plain" } },
    { id: "rest", serve: { variant: "warm" } },
  ],
};

describe.skipIf(browserPath === "")("editing flags", () => {
  const control = new ControlPlane(28_893);
  let browser: Browser;
  let admin: Person;

  beforeAll(async () => {
    await control.start();
    browser = await launchBrowser();
    admin = await Person.signIn(browser, control.address, { name: "admin", password: PASSWORD });
    await admin.ask("PUT", FLAG, FULL, CREATE);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await control.stop();
  }, 30_000);

  async function idsOfRules(): Promise<string[]> {
    const { flag } = await admin.ask("GET", FLAG);
    return flag.rules.map(({ id }: { id: string }) => id);
  }

  it("flag_isMadeByKeyboardAndOff", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/flags");
    await admin.tabTo("button", "New flag…");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await admin.examine();
    await page.getByLabel("Key, which code uses").focus();
    await page.keyboard.type("banner");
    await admin.tabTo("combobox", "Its value is");
    await page.keyboard.type("a text");
    await admin.tabTo("textbox", "Value of b");
    await page.keyboard.type("Free shipping");
    await admin.tabTo("button", "Make the flag");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/flags/banner");
    expect((await admin.ask("GET", `${API}/flags/banner`)).flag).toMatchObject({
      type: "string",
      on: false,
      off: "a",
      variants: [
        { key: "a", value: "" },
        { key: "b", value: "Free shipping" },
      ],
      default: { variant: "a" },
    });
  }, 90_000);

  it("keyThatIsTaken_isNotOverwritten", async () => {
    const { page } = admin;
    await page.goto("/environments/demo/flags");
    await page.getByRole("button", { name: "New flag…" }).click();
    await page.getByLabel("Key, which code uses").fill("greeting");
    await page.getByRole("button", { name: "Make the flag" }).click();
    await page.getByRole("dialog").getByRole("alert").first().waitFor();
    expect((await admin.ask("GET", FLAG)).version).toBe(1);
    admin.faults.splice(0);
  }, 60_000);

  it("rule_isMovedByKeyboardReviewedSavedAndUndone", async () => {
    const { page } = admin;
    await page.goto(PAGE);
    await admin.tabTo("button", "Move rest up");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByText("rest is rule 1 of 3").waitFor();
    // The focus stays with the rule that moves, and further up it does not go.
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(focused).toBe("Move rest up");
    await page.keyboard.press("Enter");
    await page.getByText("1 change, not saved").waitFor();
    // At the end of the page the bar lies over nothing.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await admin.examine();
    await admin.tabTo("button", "Review…");
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: "1 change" });
    expect(await sheet.locator("dl > div").allTextContents()).toEqual([
      'rules › orderbefore["germany","grown","rest"]after["rest","germany","grown"]',
    ]);
    await admin.examine();
    await admin.tabTo("button", "Save");
    await page.keyboard.press("Enter");
    await page.getByText(/^Saved as version 2/).waitFor();
    expect(await idsOfRules()).toEqual(["rest", "germany", "grown"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("greeting is as it was before.").waitFor();
    expect(await idsOfRules()).toEqual(["germany", "grown", "rest"]);
  }, 120_000);

  it("rule_isMovedToTheTopTheBottomAndAPlace", async () => {
    const { page } = admin;
    await page.goto(PAGE);
    const marks = page.getByRole("region", { name: "Rules" }).locator("ol > li");
    const order = async () => {
      const said = await marks.allTextContents();
      return ["germany", "grown", "rest"].toSorted(
        (one, other) =>
          said.findIndex((text) => text.includes(one)) -
          said.findIndex((text) => text.includes(other)),
      );
    };
    await page.getByRole("button", { name: "Move rest to the top" }).click();
    expect(await order()).toEqual(["rest", "germany", "grown"]);
    await page.getByRole("button", { name: "Move germany to the bottom" }).click();
    expect(await order()).toEqual(["rest", "grown", "germany"]);
    await page.getByLabel("Move germany to place").selectOption("1");
    expect(await order()).toEqual(["germany", "rest", "grown"]);
    await page.getByRole("button", { name: "Move germany down" }).click();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("button", { name: "Review…" }).waitFor({ state: "detached" });
    expect(await order()).toEqual(["germany", "grown", "rest"]);
  }, 60_000);

  it("conditionsAndSplit_areBuiltAndWhatHasNoFieldsIsKept", async () => {
    const { page } = admin;
    await page.goto(PAGE);
    await page.getByRole("button", { name: "Edit germany" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("How it compares").selectOption("is one of");
    await sheet.getByLabel("Values, one in each line").fill("DE\nAT\n");
    await sheet.getByRole("button", { name: "Add another condition" }).click();
    const second = sheet.getByRole("group", { name: "Condition 2 of 2" });
    await second.getByLabel("Condition 2 of 2").first().selectOption("What another flag gives");
    await second.getByLabel("Flag", { exact: true }).fill("banner");
    await second.getByLabel("b", { exact: true }).check();
    await sheet.getByLabel("Serve").selectOption("A percentage split");
    await sheet.getByLabel("Percent").first().fill("12.5");
    await sheet.getByText("Together 62.5%").waitFor();
    await sheet.getByLabel("Percent").nth(1).fill("87.5");
    await admin.examine();
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Edit grown" }).click();
    await sheet.getByText("In a form that this page has no fields for").waitFor();
    await sheet.getByLabel("Key of the rule").fill("grown-up");
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Remove rest" }).click();
    await page.getByRole("button", { name: "Add a rule…" }).click();
    await sheet.getByRole("button", { name: "Add a condition" }).click();
    await sheet.getByLabel("Attribute").fill("new");
    await sheet.getByLabel("With", { exact: true }).selectOption("true or false");
    await sheet.getByLabel("Value", { exact: true }).selectOption("true");
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Review…" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/^Saved as version/).waitFor();
    expect((await admin.ask("GET", FLAG)).flag.rules).toEqual([
      {
        id: "germany",
        when: {
          all: [
            { attribute: "country", operator: "in", values: ["DE", "AT"] },
            { flag: "banner", variants: ["b"] },
          ],
        },
        serve: {
          split: [
            { variant: "plain", weight: 12_500 },
            { variant: "warm", weight: 87_500 },
          ],
        },
      },
      { id: "grown-up", when: ODD, serve: { variant: "plain" } },
      {
        id: "rule-3",
        when: { attribute: "new", operator: "equals", values: [true] },
        serve: { variant: "warm" },
      },
    ]);
  }, 120_000);

  it("detailsAndVariants_areEditedAndWhatIsServedStays", async () => {
    const { page } = admin;
    await page.goto(PAGE);
    await page.getByRole("button", { name: "Edit details" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name", { exact: true }).fill("Salutation");
    await sheet.getByLabel("Owner").fill("web-team");
    await sheet.getByLabel("Tags, with commas between them").fill("copy, homepage");
    await sheet.getByLabel("To be gone by").fill("2020-01-31");
    await sheet.getByText("Off for everybody").click();
    await admin.examine();
    await sheet.getByRole("button", { name: "Done" }).click();
    const removal = page.getByRole("button", { name: /^Variant warm cannot be removed/ });
    expect(await removal.getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("button", { name: "Add a variant…" }).click();
    await sheet.getByLabel("Key", { exact: true }).fill("short");
    await sheet.getByLabel("Value").fill("Hi");
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Edit what is served else" }).click();
    await sheet.getByLabel("Variant", { exact: true }).selectOption("short");
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Review…" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/^Saved as version/).waitFor();
    expect((await admin.ask("GET", FLAG)).flag).toMatchObject({
      name: "Salutation",
      owner: "web-team",
      tags: ["copy", "homepage"],
      expires: "2020-01-31T00:00:00Z",
      on: false,
      default: { variant: "short" },
    });
  }, 120_000);

  it("staleFlag_saysWhyOnTheListAndThePage", async () => {
    const { page } = admin;
    await admin.ask("POST", `${API}/publication`, {});
    await page.goto(PAGE);
    await page.getByText("It was to be gone by").waitFor();
    await page.goto("/environments/demo/flags");
    await page.getByText("It was to be gone by").waitFor();
    await admin.examine();
  }, 90_000);

  it("faults_standAtTheirFields", async () => {
    const { page } = admin;
    await page.goto(PAGE);
    await page.getByRole("button", { name: "Edit germany" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Percent").first().fill("50");
    await sheet.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Review…" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await sheet.getByText("The document is invalid").waitFor();
    await sheet.getByRole("button", { name: "Back" }).click();
    const rules = page.getByRole("region", { name: "Rules" });
    await rules.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Edit germany" }).click();
    await sheet.getByRole("alert").waitFor();
    await admin.examine();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
    await rules.getByRole("alert").waitFor({ state: "detached" });
    expect(admin.faults.splice(0)).toMatchObject([expect.stringMatching(/422/)]);
  }, 90_000);

  it("twoPeople_oneSeesWhatTheOtherSavedAndPutsTheirsOnTop", async () => {
    const { page } = admin;
    const edda = { name: "edda", password: "edda's password" };
    await admin.ask("POST", "/v1/accounts", { ...edda, role: "editor" });
    const editor = await Person.signIn(browser, control.address, edda);
    await page.goto(PAGE);
    await page.getByRole("button", { name: "Move rule-3 to the top" }).click();
    const { flag, version } = await admin.ask("GET", FLAG);
    await editor.ask("PUT", FLAG, { ...flag, owner: "edda" }, { "if-match": `"${version}"` });
    await page.getByRole("button", { name: "Review…" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText(`edda has saved version ${version + 1} meanwhile`).waitFor();
    await sheet.getByText("edda", { exact: true }).waitFor();
    await admin.examine();
    await sheet.getByRole("button", { name: "Apply mine on top" }).click();
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByText(`Saved as version ${version + 2}`).waitFor();
    expect((await admin.ask("GET", FLAG)).flag.owner).toBe("edda");
    expect(await idsOfRules()).toEqual(["rule-3", "germany", "grown-up"]);
    // The other way on: one's own is given up.
    await page.getByRole("button", { name: "Move germany to the top" }).click();
    const now = await admin.ask("GET", FLAG);
    await editor.ask(
      "PUT",
      FLAG,
      { ...now.flag, owner: "eve" },
      { "if-match": `"${now.version}"` },
    );
    await page.getByRole("button", { name: "Review…" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await sheet.getByRole("button", { name: "Discard mine" }).click();
    await page.getByRole("region", { name: "Details" }).getByText("eve").waitFor();
    expect(await idsOfRules()).toEqual(["rule-3", "germany", "grown-up"]);
    expect(editor.faults).toEqual([]);
    // What the server refused is an answer, which the browser logs as an error of its own.
    const refused = expect.stringMatching(/409/);
    expect(admin.faults.splice(0)).toMatchObject([refused, refused]);
  }, 120_000);

  it("leavingWithChanges_asksFirst", async () => {
    const { page } = admin;
    await page.goto(PAGE);
    await admin.tabTo("button", "Remove rule-3");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Add a rule…");
    await page.getByRole("link", { name: "History" }).click();
    const asked = page.getByRole("dialog", { name: "Leave without saving?" });
    await asked.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("1 change, not saved").waitFor();
    expect(page.url()).toMatch(/greeting$/);
    await page.getByRole("link", { name: "History" }).click();
    await asked.getByRole("button", { name: "Discard 1 change" }).click();
    await page.waitForURL("**/history");
    expect(await idsOfRules()).toContain("rule-3");
  }, 60_000);

  it("visitor_isTestedAgainstTheDrafts", async () => {
    const { page } = admin;
    const { flag, version } = await admin.ask("GET", FLAG);
    await admin.ask("PUT", FLAG, { ...flag, on: true }, { "if-match": `"${version}"` });
    await page.goto(PAGE);
    await page.getByLabel("Visitor's id").fill("u1");
    await page.getByLabel(/^Attributes/).fill("new = true");
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByText("Gets warm by rule rule-3.").waitFor();
    await page.getByLabel(/^Attributes/).fill("new = false");
    await page.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByText("Gets short because no rule served; the default did.").waitFor();
    await page.getByText("1 rule-3 did not serve").waitFor();
  }, 60_000);

  it("viewer_seesTheSameAndNothingThatChangesIt", async () => {
    const vera = { name: "vera", password: "vera's password" };
    await admin.ask("POST", "/v1/accounts", { ...vera, role: "viewer" });
    const viewer = await Person.signIn(browser, control.address, vera);
    await viewer.page.goto(PAGE);
    await viewer.page.getByRole("region", { name: "Variants" }).waitFor();
    const changing = viewer.page.getByRole("button", { name: /Edit|Move|Remove|Add|Review/ });
    expect(await changing.count()).toBe(0);
    await viewer.page.goto("/environments/demo/flags");
    await viewer.page.getByText("banner", { exact: true }).first().waitFor();
    expect(await viewer.page.getByRole("button", { name: "New flag…" }).count()).toBe(0);
    expect(viewer.faults).toEqual([]);
  }, 60_000);

  it("manyFlags_areLookedForOnTheServerAPageAtATime", async () => {
    const { page } = admin;
    await page.evaluate(
      async ({ api, flag }) => {
        for (let i = 0; i < 120; i++) {
          const key = `many-${String(i).padStart(3, "0")}`;
          await fetch(`${api}/flags/${key}`, {
            method: "PUT",
            headers: { "content-type": "application/json", "if-none-match": "*" },
            body: JSON.stringify({ ...flag, key, name: `Flag ${i}` }),
          });
        }
      },
      { api: API, flag: GREETING },
    );
    await page.goto("/environments/demo/flags");
    await page.getByRole("heading", { name: "122 flags" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(101);
    await page.getByRole("link", { name: "More" }).click();
    await page.waitForURL(/after=/);
    await page.getByText("many-119").waitFor();
    await page.getByRole("link", { name: "The first" }).click();
    await page.getByLabel("Find a flag").fill("many 117");
    await page.getByRole("heading", { name: "1 flag with" }).waitFor();
    await page.getByText("many-117").waitFor();
    expect(new URL(page.url()).search).toBe("?q=many%20117".replace("%20", "+"));
  }, 90_000);

  it("pages_leaveNothingInTheBrowsersConsole", () => {
    expect(admin.faults).toEqual([]);
  });
});
