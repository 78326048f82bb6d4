import { queryOptions } from "@tanstack/react-query";
import { client, document } from "../api/client.ts";

/** The metrics that experiments share. */
export const sharedMetrics = (environment: string) =>
  queryOptions({
    queryKey: [environment, "metrics"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/metrics", { params: { path: { environment } } }),
      ),
  });
