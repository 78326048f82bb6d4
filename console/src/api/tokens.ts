import { queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import type { Role } from "./documents.ts";
import { useOrder } from "./useOrder.ts";

/** The tokens of programs, without their secrets. */
export const tokens = (environment: string) =>
  queryOptions({
    queryKey: [environment, "tokens"],
    queryFn: () => document(client.GET("/v1/tokens")),
  });

export type NewToken = { name: string; role: Role; environment: string; days?: number };

export function useMakeToken(environment: string) {
  return useOrder(environment, ["tokens"], (body: NewToken) =>
    document(client.POST("/v1/tokens", { body })),
  );
}

export function useRotateToken(environment: string, id: string) {
  return useOrder(environment, ["tokens"], () =>
    document(client.POST("/v1/tokens/{id}/rotation", { params: { path: { id } } })),
  );
}

export function useRevokeToken(environment: string, id: string) {
  return useOrder(environment, ["tokens"], () =>
    document(client.DELETE("/v1/tokens/{id}", { params: { path: { id } } })),
  );
}
