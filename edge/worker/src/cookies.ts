/** The cookies that are the edge's own. `__Host-`: only over TLS, only for this host, never set by a sibling domain. */
export const ID_COOKIE = "__Host-rl_id";
export const ASSIGNED_COOKIE = "__Host-rl_as";
export const USER_COOKIE = "__Host-rl_u";
export const PREVIEW_COOKIE = "__Host-rl_pv";
/** Where the database of a visitor's state stood when we last wrote for them. */
export const BOOKMARK_COOKIE = "__Host-rl_bm";
/** What the visitor consented to; scripts of the page may read and write it. */
export const CONSENT_COOKIE = "rl_consent";

/** All that identify somebody. */
export const IDENTIFYING = [ID_COOKIE, ASSIGNED_COOKIE, USER_COOKIE, BOOKMARK_COOKIE] as const;

/** 400 days, the most that browsers keep. */
export const LONGEST_SECONDS = 400 * 24 * 3600;

/** Headers are asked for across a border, and a page asks for half a dozen cookies. */
const headers = new WeakMap<Request, string>();

export function readCookie(request: Request, name: string): string | null {
  let header = headers.get(request);
  if (header === undefined) {
    header = request.headers.get("cookie") ?? "";
    headers.set(request, header);
  }
  if (header === "") return null;
  for (let at = header.indexOf(`${name}=`); at >= 0; at = header.indexOf(`${name}=`, at + 1)) {
    const before = at === 0 ? ";" : header[at - 1];
    if (before !== ";" && before !== " ") continue;
    const end = header.indexOf(";", at);
    return header.slice(at + name.length + 1, end < 0 ? header.length : end).trim();
  }
  return null;
}

/** Not readable by scripts. */
export function setCookie(name: string, value: string, maxAgeSeconds = LONGEST_SECONDS): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`;
}

export function expireCookie(name: string): string {
  return setCookie(name, "", 0);
}
