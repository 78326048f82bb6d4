import { hash as clientHash } from "rimlight-client";
import type { Decided } from "./decide";
import { degrade, restore } from "./degraded";
import type { PreparedEdit } from "./edits";

/** The page as a stream: what was decided is changed in it, and the island and the browser module are added. */

export const CLIENT_PATH = `/_rl/client.${clientHash}.js`;
/** For pages that bring the browser module along themselves. */
export const CLIENT_STABLE_PATH = "/_rl/client.js";
/** So many failures of a flag's edits in this isolate switch them off here. */
const FAILURES = 3;

/** What these hold is code or a page of its own; whoever may edit text must not thereby run script. */
const UNTOUCHABLE = new Set(["script", "style", "iframe", "object", "embed", "base", "template"]);

/** Reported when an edit could not be made; the page stays whole. */
export type EditFailed = (flag: string, edit: PreparedEdit, error: unknown) => void;

const failures = new Map<string, number>();

/** Flags whose edits are switched off in this isolate. */
export function switchedOff(): string[] {
  return [...failures].filter(([, count]) => count >= FAILURES).map(([flag]) => flag);
}

function requireNoCode(tagName: string): void {
  if (UNTOUCHABLE.has(tagName)) throw new Error(`${tagName} is not edited`);
}

function fail(flag: string): void {
  const count = (failures.get(flag) ?? 0) + 1;
  failures.set(flag, count);
  if (count >= FAILURES) degrade("edits");
}

/** A new snapshot may have mended them. */
export function forgetFailures(): void {
  failures.clear();
  restore("edits");
}

/** What was found of what the edits select, by flag. */
export class Marks {
  private readonly matched = new Map<string, Set<string>>();
  private readonly failed = new Set<string>();

  match(flag: string, selector: string): void {
    const known = this.matched.get(flag);
    if (known) known.add(selector);
    else this.matched.set(flag, new Set([selector]));
  }

  fail(flag: string): void {
    this.failed.add(flag);
  }

  /** What the variant edits and the page did not have. */
  missing({ flag, variant }: Decided): readonly PreparedEdit[] {
    const found = this.matched.get(flag.key);
    return variant.edits.filter(({ selector, head }) => !head && !found?.has(selector));
  }

  /** Whether the page had all that the flag's edits select; null for a flag that edits nothing here. */
  applied({ flag }: Decided): boolean | null {
    if (flag.selectors.length === 0) return null;
    if (this.failed.has(flag.key)) return false;
    return this.matched.get(flag.key)?.size === flag.selectors.length;
  }
}

/** Makes the decided edits. Visitors who get none are looked through for the same elements, so that arms stay comparable. */
export function addEdits(
  rewriter: HTMLRewriter,
  decided: readonly Decided[],
  marks: Marks,
  failed: EditFailed,
): void {
  for (const { flag, variant, experiment } of decided) {
    const off = (failures.get(flag.key) ?? 0) >= FAILURES;
    if (off) marks.fail(flag.key);
    for (const selector of flag.selectors) {
      const edits = off ? [] : variant.edits.filter((edit) => edit.selector === selector);
      if (edits.length === 0 && !experiment) continue;
      rewriter.on(selector, {
        element(element) {
          marks.match(flag.key, selector);
          for (const edit of edits) {
            // An exception that leaves a handler would truncate the page.
            try {
              if (edit.mayMeetCode) requireNoCode(element.tagName);
              edit.apply(element);
            } catch (error) {
              marks.fail(flag.key);
              fail(flag.key);
              failed(flag.key, edit, error);
            }
          }
        },
      });
    }
  }
}

/** What is for this visitor alone; added after any cache. */
export interface Dressing {
  /** For the head: styles, scripts, the island, the browser module. */
  readonly head: string;
  /** The page's own address, for a page that came from another path. */
  readonly canonical: string | null;
  /** Whether the head may begin with what we add: not when the page has yet to say its charset, within the first kilobyte. */
  readonly first: boolean;
  /** What belongs to the end of the document, once all of it has passed; null for nothing. */
  readonly end: (() => string | Promise<string>) | null;
}

/** Every handler costs the visitor as much as dozens of decisions, so there are no more than the page needs. */
export function addDressing(rewriter: HTMLRewriter, dressing: Dressing): void {
  const { head, canonical, first, end } = dressing;
  const markup = { html: true } as const;
  let placed = false;
  let hasCanonical = false;
  const place = () => {
    placed = true;
    return canonical && !hasCanonical ? `<link rel="canonical" href="${canonical}">${head}` : head;
  };
  rewriter.on("head", {
    element(element) {
      if (first && !canonical) {
        if (!placed) element.prepend(place(), markup);
      } else {
        element.onEndTag((tag) => {
          if (!placed) tag.before(place(), markup);
        });
      }
    },
  });
  if (canonical) {
    rewriter.on('link[rel="canonical"]', {
      element(element) {
        hasCanonical = true;
        element.setAttribute("href", canonical);
      },
    });
  }
  rewriter.onDocument({
    end(document) {
      // A page may do without the tags of its head.
      if (!placed) document.append(place(), markup);
      const rest = end?.() ?? "";
      // The rewriter waits for a promise, even for one that is kept: what is known is said at once.
      if (typeof rest !== "string") return rest.then((html) => void document.append(html, markup));
      if (rest !== "") document.append(rest, markup);
    },
  });
}
