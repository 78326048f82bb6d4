import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";

/** Which entries of the log are asked for; what is absent is not asked about. */
export type AuditQuestion = {
  by?: string;
  key?: string;
  action?: string;
  before?: number;
  limit?: number;
};

export const ENTRIES_ON_A_PAGE = 50;

export const audit = (environment: string, question: AuditQuestion) =>
  queryOptions({
    queryKey: [environment, "audit", question],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/audit", {
          params: { path: { environment }, query: { limit: ENTRIES_ON_A_PAGE, ...question } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
