import { hash as clientHash } from "rimlight-client";
import type { Decided } from "./decide";
import type { Edit } from "./routes";

/** What the page tells the browser module, and nothing that it must not know. */
export interface Island {
  readonly v: 1;
  readonly revision: number;
  readonly page: string;
  readonly route: string;
  readonly flags: Record<string, { variant: string; value: unknown }>;
  readonly exposures: readonly { experiment: string; variant: string }[];
  /** Absent when the visitor may not be counted. */
  readonly token?: string;
}

export const CLIENT_PATH = `/_rl/client.${clientHash}.js`;

/** Reported when an edit could not be made; the page stays whole. */
export type EditFailed = (edit: Edit, error: unknown) => void;

/** The page with the decided edits, the island and the browser module, as a stream. */
export function rewrite(
  response: Response,
  decided: readonly Decided[],
  island: Island,
  failed: EditFailed,
): Response {
  const rewriter = new HTMLRewriter();
  for (const { variant } of decided) {
    for (const edit of variant.edits) {
      rewriter.on(edit.selector, {
        element(element) {
          // An exception that leaves a handler would truncate the page.
          try {
            apply(element, edit);
          } catch (error) {
            failed(edit, error);
          }
        },
      });
    }
  }
  let placed = false;
  rewriter.on("head", {
    element(head) {
      if (placed) return;
      placed = true;
      head.append(
        `<script type="application/json" id="__rl">${inert(island)}</script>` +
          `<script type="module" src="${CLIENT_PATH}"></script>`,
        { html: true },
      );
    },
  });
  return rewriter.transform(response);
}

function apply(element: Element, edit: Edit): void {
  const value = edit.value ?? "";
  switch (edit.action) {
    case "setText":
      element.setInnerContent(value);
      return;
    case "setAttribute":
      // The rewriter escapes quotes only; an ampersand of the text would begin a character reference.
      element.setAttribute(edit.name ?? "", value.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
      return;
    case "insertBefore":
      element.before(fragment(edit, value), { html: true });
      return;
    case "insertAfter":
      element.after(fragment(edit, value), { html: true });
      return;
    case "prepend":
      element.prepend(fragment(edit, value), { html: true });
      return;
    case "append":
      element.append(fragment(edit, value), { html: true });
      return;
  }
}

function fragment(edit: Edit, value: string): string {
  const name = /^[a-z][a-z0-9]*$/.test(edit.element ?? "") ? edit.element : "span";
  const classes = edit.className ? ` class="${escapeHtml(edit.className)}"` : "";
  return `<${name}${classes}>${escapeHtml(value)}</${name}>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** JSON that cannot end its script element nor begin a comment. */
export function inert(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
