import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";

export const ENTRIES_ON_A_PAGE = 100;

/** Words to look for, and the key behind which the page begins. */
export type ListQuestion = { q?: string; after?: string };

export const flagsMatching = (environment: string, question: ListQuestion) =>
  queryOptions({
    queryKey: [environment, "flags", question],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/flags", asked(environment, question))),
    placeholderData: keepPreviousData,
  });

export const segmentsMatching = (environment: string, question: ListQuestion) =>
  queryOptions({
    queryKey: [environment, "segments", question],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/segments", asked(environment, question))),
    placeholderData: keepPreviousData,
  });

export const metricsMatching = (environment: string, question: ListQuestion) =>
  queryOptions({
    queryKey: [environment, "metrics", question],
    queryFn: () =>
      document(client.GET("/v1/environments/{environment}/metrics", asked(environment, question))),
    placeholderData: keepPreviousData,
  });

/** Of layers and holdouts there are few: all of them. */
export const layers = (environment: string) =>
  queryOptions({
    queryKey: [environment, "layers"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/layers", { params: { path: { environment } } }),
      ),
  });

export const holdouts = (environment: string) =>
  queryOptions({
    queryKey: [environment, "holdouts"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/holdouts", {
          params: { path: { environment } },
        }),
      ),
  });

function asked(environment: string, question: ListQuestion) {
  return {
    params: { path: { environment }, query: { limit: ENTRIES_ON_A_PAGE, ...question } },
  };
}
