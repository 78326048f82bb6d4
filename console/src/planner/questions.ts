import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "../api/client.ts";
import type { paths } from "../api/schema.ts";

export type PlanningQuery = NonNullable<
  paths["/v1/environments/{environment}/planning"]["get"]["parameters"]["query"]
>;

/** Who was here in the last 14 days, and what the event came to. */
export const traffic = (environment: string, event: string) =>
  queryOptions({
    queryKey: [environment, "traffic", event],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/traffic", {
          params: { path: { environment }, query: { event } },
        }),
      ),
    staleTime: 60_000,
  });

export const planning = (environment: string, query: PlanningQuery | undefined) =>
  queryOptions({
    queryKey: [environment, "planning", query],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/planning", {
          params: { path: { environment }, query: query as PlanningQuery },
        }),
      ),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
