import { escapeHtml } from "./inert";
import type { Edit } from "./published";

/** An edit made ready: what it does to an element, or what it adds to the head. */
export interface PreparedEdit {
  readonly selector: string;
  /** Whether the selector could meet an element that holds code: it does not say of which kind its elements are. */
  readonly mayMeetCode: boolean;
  /** For messages: `action selector`. */
  readonly label: string;
  apply(element: Element): void;
  /** Added to the head, given the attribute that lets it run; selector is then empty. */
  readonly head?: (nonce: string) => string;
}

/** `value` is the variant's own, for edits that bring none along. */
export function prepareEdit(edit: Edit, value: unknown): PreparedEdit {
  const text = edit.value ?? String(value);
  const selector = edit.selector ?? "";
  const label = `${edit.action} ${selector}`.trim();
  switch (edit.action) {
    case "injectCss":
      // A style element ends at its end tag only, which the control plane refuses.
      return headed(label, (nonce) => `<style${nonce}>${text.replaceAll("</", "<\\/")}</style>`);
    case "injectJs":
      return headed(label, (nonce) => `<script${nonce}>${text.replaceAll("</", "<\\/")}</script>`);
    default:
      return {
        selector,
        mayMeetCode: !NAMED.test(selector),
        label,
        apply: actionOf(edit, edit.action, text),
      };
  }
}

/** A selector whose last part begins with the name of an element, and no list of several. */
const NAMED =
  /^(?:[^,]*[\s>])?(?!(?:script|style|iframe|object|embed|base|template)\b)[a-z][\w-]*(?:[#.[:][^,\s>]*)?$/i;

function headed(label: string, head: (nonce: string) => string): PreparedEdit {
  return { selector: "", mayMeetCode: false, label, head, apply: () => {} };
}

function actionOf(
  edit: Edit,
  action: Exclude<Edit["action"], "injectCss" | "injectJs">,
  text: string,
): (element: Element) => void {
  const html = () => edit.html ?? fragment(edit, text);
  const markup = { html: true } as const;
  switch (action) {
    case "setText":
      return (element) => element.setInnerContent(text);
    case "setHtml":
      return (element) => element.setInnerContent(edit.html ?? "", markup);
    case "setAttribute":
      // The rewriter escapes quotes only; an ampersand of the text would begin a character reference.
      return (element) =>
        element.setAttribute(
          edit.name ?? "",
          text.replaceAll("&", "&amp;").replaceAll("<", "&lt;"),
        );
    case "removeAttribute":
      return (element) => element.removeAttribute(edit.name ?? "");
    case "addClass":
      return (element) => setClasses(element, [...classesOf(element), ...words(edit.className)]);
    case "removeClass":
      return (element) => {
        const gone = words(edit.className);
        setClasses(
          element,
          classesOf(element).filter((name) => !gone.includes(name)),
        );
      };
    case "remove":
      return (element) => element.remove();
    case "unwrap":
      return (element) => element.removeAndKeepContent();
    case "insertBefore":
      return (element) => element.before(html(), markup);
    case "insertAfter":
      return (element) => element.after(html(), markup);
    case "prepend":
      return (element) => element.prepend(html(), markup);
    case "append":
      return (element) => element.append(html(), markup);
    case "replace":
      return (element) => element.replace(html(), markup);
  }
}

function fragment(edit: Edit, value: string): string {
  const name = /^[a-z][a-z0-9]*$/.test(edit.element ?? "") ? edit.element : "span";
  const classes = edit.className ? ` class="${escapeHtml(edit.className)}"` : "";
  return `<${name}${classes}>${escapeHtml(value)}</${name}>`;
}

function classesOf(element: Element): string[] {
  return words(element.getAttribute("class") ?? "");
}

function setClasses(element: Element, classes: readonly string[]): void {
  const kept = [...new Set(classes)];
  if (kept.length === 0) element.removeAttribute("class");
  else element.setAttribute("class", kept.join(" "));
}

function words(text = ""): string[] {
  return text.split(/\s+/).filter(Boolean);
}
