import { describe, expect, it } from "vitest";
import { agentOf } from "../src/agent";

/** What the user agent says of itself, though most call themselves by each other's names. */
describe("agentOf", () => {
  const KIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
  it.each([
    [`Mozilla/5.0 (X11; Linux x86_64) ${KIT} Chrome/140.0.0.0 Safari/537.36`, "chrome"],
    [`Mozilla/5.0 (Windows NT 10.0) ${KIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, "edge"],
    [`Mozilla/5.0 (Windows NT 10.0) ${KIT} Chrome/139.0.0.0 Safari/537.36 OPR/124.0.0.0`, "opera"],
    [
      `Mozilla/5.0 (Linux; Android 14) ${KIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
      "samsung",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "firefox"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.0 Mobile/15E148 Safari/605.1.15",
      "firefox",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1",
      "chrome",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
      "safari",
    ],
    ["curl/8.5.0", "other"],
  ])("%s_is %s", (agent, browser) => {
    const request = new Request("https://shop.example/", { headers: { "user-agent": agent } });
    expect(agentOf(request).browser).toBe(browser);
  });
});
