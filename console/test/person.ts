import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [1440, 390, 320];
const HEIGHT = 900;

export type Account = { name: string; password: string };

/** Somebody at a browser of their own: signs in, asks the API as the page would, and has every page examined. */
export class Person {
  private constructor(
    readonly page: Page,
    readonly faults: string[],
  ) {}

  static async signIn(browser: Browser, base: string, { name, password }: Account) {
    const context = await browser.newContext({
      baseURL: base,
      viewport: { width: WIDTHS[0] ?? 0, height: HEIGHT },
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const faults: string[] = [];
    await page.goto("/");
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/environments\//);
    // Only from here on: who is not signed in is told so with a 401, which the browser logs as an error of its own.
    page.on("console", (message) => {
      if (message.type() === "error") {
        faults.push(`${page.url()}: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
    return new Person(page, faults);
  }

  /** A request in the name of this person, as the browser makes it. */
  async ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const sent = body === undefined ? null : JSON.stringify(body);
    return this.page.evaluate(
      async ({ method, path, sent, headers }) => {
        const response = await fetch(path, {
          method,
          headers: { "content-type": "application/json", ...headers },
          body: sent,
        });
        const text = await response.text();
        if (!response.ok) {
          throw new Error(text);
        }
        return text === "" ? null : JSON.parse(text);
      },
      { method, path, sent, headers },
    );
  }

  /** Reaches what has the focus role by keyboard alone, as somebody without a mouse would. */
  async tabTo(role: "button" | "link" | "textbox" | "combobox", name: string | RegExp) {
    const wanted = this.page.getByRole(role, { name, exact: true }).first();
    for (let i = 0; i < 80; i++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) {
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`no way by keyboard to ${role} ${name}`);
  }

  /** No violation in both themes at every width, and no sideways scroll. */
  async examine(): Promise<void> {
    const found: string[] = [];
    for (const scheme of ["light", "dark"] as const) {
      await this.page.emulateMedia({ colorScheme: scheme });
      for (const width of WIDTHS) {
        await this.page.setViewportSize({ width, height: HEIGHT });
        const { violations } = await new AxeBuilder({ page: this.page })
          .withTags(AXE_TAGS)
          .analyze();
        for (const { id, nodes } of violations) {
          found.push(`${scheme} ${width}: ${id} ${nodes.map(({ html }) => html).join(" ")}`);
        }
        const whole = await this.page.evaluate(() => document.documentElement.scrollWidth);
        if (whole > width) {
          found.push(`${scheme} ${width}: ${whole} px wide`);
        }
      }
    }
    await this.page.emulateMedia({ colorScheme: "light" });
    await this.page.setViewportSize({ width: WIDTHS[0] ?? 0, height: HEIGHT });
    expect(found, this.page.url()).toEqual([]);
  }
}
