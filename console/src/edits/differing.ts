import type { Difference } from "../api/documents.ts";
import { isTree, named, same } from "./members.ts";

/** Field by field how an edited document differs from the saved one, in the form of the server's own differences. */
export function differing(before: object, after: object): Difference[] {
  const found: Difference[] = [];
  compare("", before, after, found);
  return found;
}

function compare(path: string, before: unknown, after: unknown, found: Difference[]): void {
  if (same(before, after)) {
    return;
  }
  if (isTree(before) && isTree(after)) {
    members(path, new Map(Object.entries(before)), new Map(Object.entries(after)), found);
    return;
  }
  const from = Array.isArray(before) ? named(before) : undefined;
  const to = Array.isArray(after) ? named(after) : undefined;
  if (from === undefined || to === undefined) {
    found.push({
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
    return;
  }
  members(path, from, to, found);
  const stayed = [...from.keys()].filter((name) => to.has(name));
  const order = [...to.keys()].filter((name) => from.has(name));
  if (!same(stayed, order)) {
    found.push({ path: `${path}/order`, before: stayed, after: order });
  }
}

function members(
  path: string,
  before: Map<string, unknown>,
  after: Map<string, unknown>,
  found: Difference[],
): void {
  for (const name of new Set([...after.keys(), ...before.keys()])) {
    const step = name.replaceAll("~", "~0").replaceAll("/", "~1");
    compare(`${path}/${step}`, before.get(name), after.get(name), found);
  }
}
