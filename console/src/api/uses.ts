import { queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import type { Place } from "./history.ts";

/** The drafts that name a document. They are asked for anew with what may name it. */
export const uses = ({ environment, nouns, key }: Place) =>
  queryOptions({
    queryKey: [environment, nouns, key, "uses"],
    queryFn: () =>
      document(
        client.GET(`/v1/environments/{environment}/${nouns}/{key}/uses`, {
          params: { path: { environment, key } },
        }),
      ),
    refetchOnMount: "always",
  });
