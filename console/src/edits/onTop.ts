import { isTree, named, same } from "./members.ts";

/**
 * What somebody else made of a document, with one's own changes on top: where both changed the same field, one's own
 * stays.
 */
export function onTop<Document>(base: Document, mine: Document, theirs: Document): Document {
  return merged(base, mine, theirs) as Document;
}

function merged(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(mine, base)) {
    return theirs;
  }
  if (same(theirs, base)) {
    return mine;
  }
  if (isTree(base) && isTree(mine) && isTree(theirs)) {
    const trees = [base, mine, theirs].map((tree) => new Map(Object.entries(tree)));
    return Object.fromEntries(together(trees, [...Object.keys(theirs), ...Object.keys(mine)]));
  }
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    const lists = [base, mine, theirs].map(named);
    if (lists.every((list) => list !== undefined)) {
      return together(lists, order(lists)).map(([, member]) => member);
    }
  }
  return mine;
}

function together(
  [base, mine, theirs]: (Map<string, unknown> | undefined)[],
  names: string[],
): [string, unknown][] {
  return [...new Set(names)].flatMap((name): [string, unknown][] => {
    const member = merged(base?.get(name), mine?.get(name), theirs?.get(name));
    return member === undefined ? [] : [[name, member]];
  });
}

/** In one's own order if one changed it, else in theirs; what only the other has follows what it stood behind. */
function order([base, mine, theirs]: (Map<string, unknown> | undefined)[]): string[] {
  const known = [...(base?.keys() ?? [])];
  const own = [...(mine?.keys() ?? [])];
  const other = [...(theirs?.keys() ?? [])];
  const kept = own.filter((name) => base?.has(name));
  const moved = !same(
    kept,
    known.filter((name) => mine?.has(name)),
  );
  const [names, further] = moved ? [own, other] : [other, own];
  const all = [...names];
  further.forEach((name, at) => {
    if (!all.includes(name)) {
      all.splice(at === 0 ? 0 : all.indexOf(further[at - 1] ?? "") + 1, 0, name);
    }
  });
  return all;
}
