/** What tells the members of a list apart, as the server's differences name them. */
const NAMES = ["key", "id", "variant", "name"] as const;

export type Tree = Record<string, unknown>;

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of a list by their names; undefined when they have none or share one. */
export function named(list: unknown[]): Map<string, unknown> | undefined {
  for (const name of NAMES) {
    const members = new Map<string, unknown>();
    for (const member of list) {
      const told = isTree(member) ? member[name] : undefined;
      if (typeof told === "string") {
        members.set(told, member);
      }
    }
    if (list.length > 0 && members.size === list.length) {
      return members;
    }
  }
  return list.length === 0 ? new Map() : undefined;
}

export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => same(each, other[at]));
  }
  if (isTree(one) && isTree(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => same(one[name], other[name]));
  }
  return one === other;
}
