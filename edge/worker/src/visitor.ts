import { base64url, fromBase64url } from "./bytes";
import type { Env } from "./env";
import { mac, macFits } from "./mac";

/** Who a request comes from, as far as consent lets us know. */
export interface Visitor {
  /** Null without consent: not bucketed, not counted. */
  readonly id: string | null;
  /** Set-Cookie to send, when the id is new or was signed with an old key. */
  readonly setCookie?: string;
  readonly device: "desktop" | "mobile" | "tablet" | "other";
  readonly country?: string;
  readonly language?: string;
  readonly bot: boolean;
}

export const ID_COOKIE = "__Host-rl_id";
const MAX_AGE_SECONDS = 400 * 24 * 3600;
const ID_BYTES = 16;
const BOT = /bot|crawl|spider|slurp|preview|headless|lighthouse/i;

export async function identify(env: Env, request: Request): Promise<Visitor> {
  const agent = request.headers.get("user-agent") ?? "";
  const country = request.cf?.country;
  const language = request.headers.get("accept-language")?.match(/^[a-zA-Z]{2,3}/)?.[0];
  const known = {
    device: deviceOf(agent),
    bot: BOT.test(agent),
    ...(typeof country === "string" && /^[A-Z]{2}$/.test(country) && { country }),
    ...(language && { language: language.toLowerCase() }),
  };
  if (request.headers.get("sec-gpc") === "1") return { id: null, ...known };
  const id = await readId(env, request);
  if (id) return { id, ...known };
  return { ...(await newId(env)), ...known };
}

/** The id in the request's cookie, or null when there is none or it was tampered with. */
export async function readId(env: Env, request: Request): Promise<string | null> {
  const value = cookie(request, ID_COOKIE);
  if (!value) return null;
  const [version, id, day, kid, code, ...rest] = value.split(".");
  if (version !== "v1" || !id || !day || !kid || !code || rest.length > 0) return null;
  const bytes = fromBase64url(code);
  if (!bytes || !(await macFits(env, kid, message(env, id, day), bytes))) {
    console.warn("cookie_tamper");
    return null;
  }
  return id;
}

async function newId(env: Env): Promise<{ id: string; setCookie: string }> {
  const id = base64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  const day = String(Math.floor(Date.now() / 86_400_000));
  const { kid, code } = await mac(env, message(env, id, day));
  const setCookie =
    `${ID_COOKIE}=v1.${id}.${day}.${kid}.${code}; ` +
    `Path=/; Max-Age=${MAX_AGE_SECONDS}; Secure; HttpOnly; SameSite=Lax`;
  return { id, setCookie };
}

function message(env: Env, id: string, day: string): string {
  return `${ID_COOKIE}|${env.ENVIRONMENT}|${id}|${day}`;
}

function cookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

function deviceOf(agent: string): Visitor["device"] {
  if (/ipad|tablet/i.test(agent)) return "tablet";
  if (/mobi|iphone|android/i.test(agent)) return "mobile";
  return /mozilla/i.test(agent) ? "desktop" : "other";
}
