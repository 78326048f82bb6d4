import { useSuspenseQuery } from "@tanstack/react-query";
import type { Role } from "../api/documents.ts";
import { session } from "../api/questions.ts";
import { suffices } from "../api/roles.ts";

/** Whether who is signed in may do what needs this role: buttons that would be refused are not shown. */
export function useMay(asked: Role): boolean {
  const { data: who } = useSuspenseQuery(session);
  return suffices(who.role, asked);
}
