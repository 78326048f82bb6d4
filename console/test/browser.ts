import { chromium } from "playwright-core";

/** Without Chromium what needs it is skipped visibly; the launcher makes that a failure on CI. */
export const browserPath = process.env.RIMLIGHT_CHROMIUM ?? "";

export function launchBrowser() {
  return chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
