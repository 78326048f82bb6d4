import type { Role } from "./documents.ts";

/** Each may do all that those before it may. */
export const ROLES: Role[] = ["edge", "viewer", "editor", "publisher", "admin"];

/** Whether a role is enough for what asks for another; the server asks again. */
export function suffices(role: Role | undefined, asked: Role): boolean {
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(asked);
}
