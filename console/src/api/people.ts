import { queryOptions, useMutation } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import type { Role } from "./documents.ts";
import { session } from "./session.ts";
import { useOrder } from "./useOrder.ts";

/** Who has an account. Accounts are those of the control plane; they grow stale with the environment's changes. */
export const people = (environment: string) =>
  queryOptions({
    queryKey: [environment, "people"],
    queryFn: () => document(client.GET("/v1/accounts")),
  });

export type NewPerson = { name: string; password: string; role: Role; environment: string };

export function useAddPerson(environment: string) {
  return useOrder(environment, ["people"], (body: NewPerson) =>
    document(client.POST("/v1/accounts", { body })),
  );
}

export function useChangeRole(environment: string, name: string) {
  return useOrder(environment, ["people"], (body: { role: Role; environment: string }) =>
    document(client.PUT("/v1/accounts/{name}", { params: { path: { name } }, body })),
  );
}

export function useRemovePerson(environment: string, name: string) {
  return useOrder(environment, ["people"], () =>
    document(client.DELETE("/v1/accounts/{name}", { params: { path: { name } } })),
  );
}

/** All sessions of the account end, this one among them. A wrong old password is no lost session. */
export function useChangePassword() {
  return useMutation({
    mutationKey: session.queryKey,
    mutationFn: (body: { old: string; new: string }) =>
      document(client.PUT("/v1/session/password", { body })),
  });
}
