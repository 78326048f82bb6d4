import { expireCookie, PREVIEW_COOKIE, readCookie, setCookie } from "./cookies";
import { report } from "./events";
import { escapeHtml } from "./inert";
import { verifiedClaims } from "./jws";
import { seal, unseal } from "./mac";
import type { Platform } from "./platform";
import { problem } from "./problem";

/**
 * A look at variants before anybody is enrolled: a link that the control plane signed is exchanged for a cookie of one
 * session, and pages then show what it names. Never counted, never cached.
 */
export interface Preview {
  readonly experiments: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string>>;
  readonly by: string;
  /** Unix milliseconds. */
  readonly until: number;
}

export const PREVIEW_PARAMETER = "rl_preview";
export const PREVIEW_END_PATH = "/_rl/preview/end";
const AUDIENCE = "rl-preview";
const LONGEST_SECONDS = 3_600;
const SEALED = { purpose: PREVIEW_COOKIE, owner: "" };
const MOST_NAMES = 20;

/** Takes the link's token out of the address, into a cookie. */
export async function beginPreview(platform: Platform, url: URL): Promise<Response> {
  const token = url.searchParams.get(PREVIEW_PARAMETER) ?? "";
  let preview: Preview;
  try {
    preview = await previewOf(platform, token);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem(403, "bad_preview", `the preview link is not valid any more: ${reason}`);
  }
  report(platform, {
    kind: "audit",
    name: "preview_used",
    subject: `${preview.by}: ${namesOf(preview)}`,
  });
  const clean = new URL(url);
  clean.searchParams.delete(PREVIEW_PARAMETER);
  const seconds = Math.ceil((preview.until - Date.now()) / 1000);
  const value = encodeURIComponent(JSON.stringify(preview));
  return redirect(
    clean.pathname + clean.search,
    setCookie(PREVIEW_COOKIE, await seal(platform.env, SEALED, value), seconds),
  );
}

export function endPreview(): Response {
  return redirect("/", expireCookie(PREVIEW_COOKIE));
}

function redirect(location: string, cookie: string): Response {
  return new Response(null, {
    status: 302,
    headers: {
      // A path that begins with two slashes would name another host.
      location: location.replace(/^\/+/, "/"),
      "set-cookie": cookie,
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
    },
  });
}

/** The preview that this request is part of; null when its cookie is missing, forged or expired. */
export async function readPreview(platform: Platform, request: Request): Promise<Preview | null> {
  const text = readCookie(request, PREVIEW_COOKIE);
  if (!text) return null;
  const unsealed = await unseal(platform.env, SEALED, text);
  if (!unsealed) return null;
  const preview: Preview = JSON.parse(decodeURIComponent(unsealed.value));
  return preview.until > Date.now() ? preview : null;
}

/** Throws with the reason when the token is not to be believed. */
export async function previewOf(platform: Platform, token: string): Promise<Preview> {
  const claims = await verifiedClaims(token, platform.env.PUBLIC_KEYS, {
    audience: AUDIENCE,
    environment: platform.env.ENVIRONMENT,
    longestSeconds: LONGEST_SECONDS,
  });
  return {
    experiments: namesIn(claims.experiments),
    flags: namesIn(claims.flags),
    by: String(claims.sub ?? "").slice(0, 100),
    until: Number(claims.exp) * 1000,
  };
}

function namesIn(value: unknown): Record<string, string> {
  const names: Record<string, string> = Object.create(null);
  for (const [key, variant] of Object.entries(value ?? {}).slice(0, MOST_NAMES)) {
    if (typeof variant === "string") names[key] = variant;
  }
  return names;
}

function namesOf({ experiments, flags }: Preview): string {
  return [...Object.entries(experiments), ...Object.entries(flags)]
    .map(([key, variant]) => `${key}=${variant}`)
    .join(" ");
}

/** A line at the end of the page, so that nobody takes a preview for what visitors see. */
export function previewBar(preview: Preview): string {
  const until = new Date(preview.until).toISOString().slice(11, 16);
  return (
    `<div id="__rl_preview" role="status"><b>Preview</b> ${escapeHtml(namesOf(preview))}, ` +
    `until ${until} UTC, not counted. <a href="${PREVIEW_END_PATH}">Leave</a></div>`
  );
}

/** How the line looks; goes into the head with the page's nonce. */
export const PREVIEW_STYLE =
  "#__rl_preview{position:fixed;inset:auto 0 0;z-index:2147483647;padding:8px 16px;font:14px/1.4 system-ui,sans-serif;" +
  "color:#fff;background:#1f2937}#__rl_preview a{color:#93c5fd}";
