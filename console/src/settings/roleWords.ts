import type { Role } from "../api/documents.ts";

/** What a role may do, in one line; each may also do what those before it may. */
const MAY: Record<Role, string> = {
  edge: "takes what is published",
  viewer: "sees everything but people and tokens",
  editor: "changes drafts, comments, silences alerts",
  publisher: "publishes and kills",
  admin: "decides who may do what",
};

export function roleWords(role: Role): string {
  return `${role}: ${MAY[role]}`;
}

/** What a role may do beyond those before it. */
export function roleMay(role: Role): string {
  return MAY[role];
}

/** Where a role holds. */
export function whereWords(environment: string): string {
  return environment === "*" ? "everywhere" : `in ${environment}`;
}

export function whereOptions(environment: string): { value: string; word: string }[] {
  return [environment, "*"].map((value) => ({ value, word: whereWords(value) }));
}
