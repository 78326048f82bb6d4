import { queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import type { Policy } from "./documents.ts";
import { useOrder } from "./useOrder.ts";

const REQUESTS_SHOWN = 10;

/** What publishing the drafts would change, and for whom. */
export const review = (environment: string) =>
  queryOptions({
    queryKey: [environment, "publication", "review"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/publication/review", {
          params: { path: { environment } },
        }),
      ),
  });

export const policy = (environment: string) =>
  queryOptions({
    queryKey: [environment, "policy"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/policy", { params: { path: { environment } } }),
      ),
  });

/** Who asked that the drafts be published, the newest first. */
export const requests = (environment: string) =>
  queryOptions({
    queryKey: [environment, "publication", "requests"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/publication-requests", {
          params: { path: { environment }, query: { limit: REQUESTS_SHOWN } },
        }),
      ),
  });

const SUBJECTS = ["publication"];

export function useAsk(environment: string) {
  return useOrder(environment, SUBJECTS, (body: { comment?: string; publishAt?: number }) =>
    document(
      client.POST("/v1/environments/{environment}/publication-requests", {
        params: { path: { environment } },
        body,
      }),
    ),
  );
}

export function useApprove(environment: string, number: number) {
  return useOrder(environment, SUBJECTS, (comment: string) =>
    document(
      client.PUT("/v1/environments/{environment}/publication-requests/{number}/approval", {
        params: { path: { environment, number } },
        body: comment === "" ? {} : { comment },
      }),
    ),
  );
}

export function useCancel(environment: string, number: number) {
  return useOrder(environment, SUBJECTS, () =>
    document(
      client.DELETE("/v1/environments/{environment}/publication-requests/{number}", {
        params: { path: { environment, number } },
      }),
    ),
  );
}

/** Sets what publishing needs, unless somebody has changed it since the version seen. */
export function useSetPolicy(environment: string) {
  return useOrder(
    environment,
    ["policy", "publication"],
    ({ policy: body, version }: { policy: Policy; version: number }) =>
      document(
        client.PUT("/v1/environments/{environment}/policy", {
          params: { path: { environment }, header: { "If-Match": `"${version}"` } },
          body,
        }),
      ),
  );
}
