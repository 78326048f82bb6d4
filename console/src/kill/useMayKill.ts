import { useQuery } from "@tanstack/react-query";
import { useMay } from "../access/useMay.ts";
import { policy } from "../api/publishing.ts";

/** Whether who is signed in may kill here: the policy of the environment says from which role on. */
export function useMayKill(environment: string): boolean {
  const { data } = useQuery(policy(environment));
  return useMay(data?.policy.killRole ?? "publisher");
}
