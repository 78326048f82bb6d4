import { queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";

export const segment = (environment: string, key: string) =>
  queryOptions({
    queryKey: [environment, "segments", key],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/segments/{key}", {
          params: { path: { environment, key } },
        }),
      ),
  });
