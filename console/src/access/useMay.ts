import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Role } from "../api/documents.ts";
import { suffices } from "../api/roles.ts";
import { session } from "../api/session.ts";

/** Whether who is signed in may do here what needs this role: buttons that would be refused are not shown. */
export function useMay(asked: Role): boolean {
  const { data: who } = useSuspenseQuery(session);
  const { environment } = useParams({ strict: false });
  return suffices(environment === undefined ? who.role : who.roles?.[environment], asked);
}

/** The same for what belongs to no environment, as accounts and tokens: the role must hold in all of them. */
export function useMayEverywhere(asked: Role): boolean {
  const { data: who } = useSuspenseQuery(session);
  return suffices(who.role, asked);
}
