import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import type { ExperimentEntry } from "./documents.ts";

const RESULTS_REFETCH_MILLIS = 5_000;
const LIST_REFETCH_MILLIS = 30_000;
const INCOMPLETE_LIST_REFETCH_MILLIS = 2_000;

export const signInWays = queryOptions({
  queryKey: ["ways"],
  queryFn: () => document(client.GET("/v1/session/ways")),
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

/** The list brings each result in short; those that the server had no time for come with the next. */
export const experiments = (environment: string) =>
  queryOptions({
    queryKey: [environment, "experiments"],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/experiments", path({ environment }))),
    refetchInterval: ({ state }) =>
      state.data?.experiments.some(lacksSummary)
        ? INCOMPLETE_LIST_REFETCH_MILLIS
        : LIST_REFETCH_MILLIS,
  });

export const experiment = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "experiments", key],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/experiments/{key}", path({ environment, key })),
      ),
  });

export const route = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "routes", key],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/routes/{key}", path({ environment, key })),
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

function lacksSummary({ startedAt, summary }: ExperimentEntry): boolean {
  return startedAt !== undefined && summary === undefined;
}

function path<P>(values: P): { params: { path: P } } {
  return { params: { path: values } };
}
