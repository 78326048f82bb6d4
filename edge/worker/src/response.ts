import type { Decided } from "./decide";
import { report } from "./events";
import type { EditFailed } from "./html";
import type { Visit } from "./visit";

/** Above this a page passes untouched. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Text of ours would be mangled in another charset. */
const PAGE = /^text\/html\s*(;(?!.*charset)|;.*charset\s*=\s*"?utf-?8|$)/i;
const ENCODINGS = ["gzip", "br", "deflate", "identity"];

/** Whether the answer is a page that is changed in the stream; all others pass untouched. */
export function editable(
  request: Request,
  { status, headers }: Response,
  type = headers.get("content-type") ?? "",
): boolean {
  const encoding = headers.get("content-encoding");
  return (
    (request.method === "GET" || request.method === "HEAD") &&
    status === 200 &&
    PAGE.test(type) &&
    (encoding === null || ENCODINGS.includes(encoding.toLowerCase())) &&
    Number(headers.get("content-length") ?? "0") <= MOST_BYTES &&
    !headers.has("rimlight-skip")
  );
}

/** What the decided variants add to the head. `nonce`: the attribute that lets it run. */
export function inlineEdits(decided: readonly Decided[], nonce: string): string {
  return decided
    .flatMap(({ variant }) => variant.edits)
    .flatMap((edit) => edit.head?.(nonce) ?? [])
    .join("");
}

export function editFailed({ platform, route, memory }: Visit): EditFailed {
  return (flag, edit, error) => {
    console.error(`edit of ${flag}, ${edit.label}: ${error}`);
    report(platform, {
      kind: "error",
      name: "edit_failed",
      subject: `${flag}: ${edit.label}`,
      route: route.key,
      revision: memory.revision,
    });
  };
}
