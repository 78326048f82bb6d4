import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";

const RESULTS_REFETCH_MILLIS = 5_000;
const LIST_GOAL_REFETCH_MILLIS = 30_000;

export const session = queryOptions({
  queryKey: ["session"],
  queryFn: () => document(client.GET("/v1/session")),
  staleTime: Number.POSITIVE_INFINITY,
});

export const flags = (environment: string) =>
  queryOptions({
    queryKey: [environment, "flags"],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/flags", path({ environment }))),
  });

export const flag = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "flags", key],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/flags/{key}", path({ environment, key })),
      ),
  });

export const experiments = (environment: string) =>
  queryOptions({
    queryKey: [environment, "experiments"],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/experiments", path({ environment }))),
  });

export const experiment = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "experiments", key],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/experiments/{key}", path({ environment, key })),
      ),
  });

export const results = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "results", key],
    queryFn: () =>
      document(
        client.GET(
          "/v1/environments/{environment}/experiments/{key}/results",
          path({ environment, key }),
        ),
      ),
    refetchInterval: RESULTS_REFETCH_MILLIS,
    placeholderData: keepPreviousData,
  });

/** The same answer as `results`, asked less often: a list shows many at once. */
export const resultsInList = (environment: string, key: string) => ({
  ...results(environment, key),
  refetchInterval: LIST_GOAL_REFETCH_MILLIS,
  staleTime: LIST_GOAL_REFETCH_MILLIS,
});

export const publication = (environment: string) =>
  queryOptions({
    queryKey: [environment, "publication"],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/publication", path({ environment }))),
  });

export const kills = (environment: string) =>
  queryOptions({
    queryKey: [environment, "kills"],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/kills", path({ environment }))),
  });

export const audit = (environment: string) =>
  queryOptions({
    queryKey: [environment, "audit"],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/audit", path({ environment }))),
  });

function path<P>(values: P): { params: { path: P } } {
  return { params: { path: values } };
}
