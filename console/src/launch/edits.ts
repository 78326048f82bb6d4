import type { Edit, RouteDraft } from "./drafts.ts";
import { CHANGED } from "./drafts.ts";

/** What people can do with an element of a page here; the API can do more. */
export const CHANGES = [
  { value: "setText", word: "Change its text" },
  { value: "remove", word: "Take it away" },
  { value: "insertBefore", word: "Put a line before it" },
  { value: "insertAfter", word: "Put a line after it" },
  { value: "addClass", word: "Give it a class" },
] as const;

export type ChangeKind = (typeof CHANGES)[number]["value"];

/** An edit of the changed variant. */
export function editOf(flag: string, selector: string, kind: ChangeKind, text: string): Edit {
  const edit = { flag, variant: CHANGED, selector, action: kind };
  switch (kind) {
    case "setText":
      return { ...edit, value: text };
    case "remove":
      return edit;
    case "insertBefore":
    case "insertAfter":
      return { ...edit, element: "p", value: text };
    case "addClass":
      return { ...edit, className: text };
  }
}

/** What an edit does, in words. */
export function wordsOf({ action, selector = "", value, className }: Edit): string {
  const known = CHANGES.find(({ value: kind }) => kind === action);
  const text = value ?? className;
  return `${known?.word ?? action}: ${selector}${text === undefined ? "" : ` → ${text}`}`;
}

/** The route that decides about a path: the first that matches, as at the edge. */
export function routeFor(routes: RouteDraft[], path: string): RouteDraft | undefined {
  const pathname = path.split("?")[0] ?? path;
  return [...routes]
    .sort((one, other) => one.priority - other.priority)
    .find(({ pattern }) => matches(pattern, pathname));
}

function matches(pattern: string, pathname: string): boolean {
  // Where a browser has no URLPattern only plain paths are told apart.
  const Pattern = (
    globalThis as {
      URLPattern?: new (init: {
        pathname: string;
      }) => { test(input: { pathname: string }): boolean };
    }
  ).URLPattern;
  return Pattern === undefined
    ? pattern === pathname
    : new Pattern({ pathname: pattern }).test({ pathname });
}

/** The route with one edit more, and the flag among those that it decides. */
export function withEdit(route: RouteDraft, flag: string, edit: Edit): RouteDraft {
  return {
    ...route,
    flags: route.flags.includes(flag) ? route.flags : [...route.flags, flag],
    edits: [...(route.edits ?? []), edit],
  };
}

/** The route without one of the flag's edits; without any the flag is no longer decided there. */
export function withoutEdit(route: RouteDraft, flag: string, edit: Edit): RouteDraft {
  const edits = (route.edits ?? []).filter((each) => each !== edit);
  const others = edits.some((each) => each.flag === flag);
  return {
    ...route,
    edits,
    flags:
      others || route.flags.length === 1
        ? route.flags
        : route.flags.filter((each) => each !== flag),
  };
}
