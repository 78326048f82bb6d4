import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "../api/client.ts";
import { attributesOf, type DebuggerSearch } from "./search.ts";

/** What somebody gets of each flag, and why. */
export const explanations = (environment: string, search: DebuggerSearch) =>
  queryOptions({
    queryKey: [environment, "explanations", search.unit, search.with, search.of],
    queryFn: () =>
      document(
        client.POST("/v1/environments/{environment}/explanations", {
          params: { path: { environment } },
          body: {
            context: {
              ...(search.unit === undefined ? {} : { unit: search.unit }),
              attributes: attributesOf(search.with ?? ""),
            },
            of: search.of ?? "published",
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
