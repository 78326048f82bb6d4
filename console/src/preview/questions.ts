import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, document } from "../api/client.ts";
import type { Preview } from "../api/documents.ts";
import type { components } from "../api/schema.ts";

export type PreviewOrder = components["schemas"]["PreviewRequest"];

/** What names the flag: without a route no page has it. */
export const flagUses = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "routes", "uses", key],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/flags/{key}/uses", {
          params: { path: { environment, key } },
        }),
      ),
  });

/** Each link is made by the control plane and stands in the audit log. */
export function useMakePreview(environment: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: PreviewOrder): Promise<Preview> =>
      document(
        client.POST("/v1/environments/{environment}/previews", {
          params: { path: { environment } },
          body: order,
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [environment, "audit"] }),
  });
}
