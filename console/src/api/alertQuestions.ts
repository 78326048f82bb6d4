import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";

/** Alerts come and go by themselves: the control plane looks every ten seconds, and tells nobody who watches. */
const REFETCH_MILLIS = 10_000;
export const ALERTS_ON_A_PAGE = 100;

/** What is not over, the oldest first. */
export const openAlerts = (environment: string) =>
  queryOptions({
    queryKey: [environment, "alerts", "open"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/alerts", {
          params: { path: { environment }, query: { open: true } },
        }),
      ),
    refetchInterval: REFETCH_MILLIS,
  });

/** All alerts, the newest first. */
export const allAlerts = (environment: string, before: number | undefined) =>
  queryOptions({
    queryKey: [environment, "alerts", "all", before],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/alerts", {
          params: {
            path: { environment },
            query: { limit: ALERTS_ON_A_PAGE, ...(before === undefined ? {} : { before }) },
          },
        }),
      ),
    refetchInterval: REFETCH_MILLIS,
    placeholderData: keepPreviousData,
  });

/** Who is told of alerts. */
export const channels = (environment: string) =>
  queryOptions({
    queryKey: [environment, "channels"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/alert-channels", {
          params: { path: { environment } },
        }),
      ),
  });
