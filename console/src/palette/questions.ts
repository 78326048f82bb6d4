import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "../api/client.ts";
import { MOST_FOUND } from "./choices.ts";

const query = (q: string) => ({ limit: MOST_FOUND, ...(q === "" ? {} : { q }) });

export const foundFlags = (environment: string, q: string) =>
  queryOptions({
    queryKey: [environment, "flags", "found", q],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/flags", {
          params: { path: { environment }, query: query(q) },
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const foundExperiments = (environment: string, q: string) =>
  queryOptions({
    queryKey: [environment, "experiments", "found", q],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/experiments", {
          params: { path: { environment }, query: query(q) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
