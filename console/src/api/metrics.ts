import { queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";

export const metric = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "metrics", key],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/metrics/{key}", {
          params: { path: { environment, key } },
        }),
      ),
  });
