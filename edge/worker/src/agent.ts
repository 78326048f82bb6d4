export type Device = "desktop" | "mobile" | "tablet" | "other";

export interface Agent {
  readonly device: Device;
  /** A crawler, or something else that is nobody. */
  readonly bot: boolean;
  readonly browser: Browser;
}

type Browser = "chrome" | "safari" | "firefox" | "edge" | "samsung" | "opera" | "other";

const BOT = /bot|crawl|spider|slurp|preview|headless|lighthouse/i;
const REMEMBERED = 1_000;
const agents = new Map<string, Agent>();

/** What the user agent says of itself, roughly; the same few are met again and again. */
export function agentOf(request: Request): Agent {
  const text = request.headers.get("user-agent") ?? "";
  const known = agents.get(text);
  if (known) return known;
  if (agents.size >= REMEMBERED) agents.clear();
  const agent = { device: deviceIn(text), bot: BOT.test(text), browser: browserIn(text) };
  agents.set(text, agent);
  return agent;
}

function deviceIn(agent: string): Device {
  if (/ipad|tablet/i.test(agent)) return "tablet";
  if (/mobi|iphone|android/i.test(agent)) return "mobile";
  return /mozilla/i.test(agent) ? "desktop" : "other";
}

/** Most call themselves by the names of others too: the rarer name counts. */
function browserIn(agent: string): Browser {
  if (/ edg(?:a|ios)?\//i.test(agent)) return "edge";
  if (/ (?:opr|opios)\//i.test(agent)) return "opera";
  if (/samsungbrowser\//i.test(agent)) return "samsung";
  if (/(?:firefox|fxios)\//i.test(agent)) return "firefox";
  if (/(?:chrome|crios|chromium)\//i.test(agent)) return "chrome";
  return /safari\//i.test(agent) ? "safari" : "other";
}
