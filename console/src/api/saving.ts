import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import type { Flag } from "./documents.ts";
import type { Place } from "./history.ts";

/** What an entry calls its document. */
const NOUNS = {
  flags: "flag",
  experiments: "experiment",
  routes: "route",
  segments: "segment",
  metrics: "metric",
  layers: "layer",
  holdouts: "holdout",
} as const satisfies Record<Place["nouns"], string>;

type Entry = { version: number; updatedBy: string };

/** The document in an entry of the API, with its version. */
export function savedBy<Document>(entry: unknown, { nouns }: Pick<Place, "nouns">) {
  const { version, updatedBy, [NOUNS[nouns]]: told } = entry as Entry & Record<string, unknown>;
  return { document: told as Document, version, updatedBy };
}

/** Saves one version of a document; without a version it must be new. */
export function useSave({ environment, nouns, key: known }: Omit<Place, "key"> & { key?: string }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (order: { key?: string; document: object; version?: number }) => {
      const key = order.key ?? known ?? "";
      // The collections differ in what they hold, and the server says whether it is that.
      const entry: Entry = await document(
        client.PUT(
          `/v1/environments/{environment}/${nouns}/{key}` as "/v1/environments/{environment}/flags/{key}",
          {
            params: {
              path: { environment, key },
              header:
                order.version === undefined
                  ? { "If-None-Match": "*" }
                  : { "If-Match": `"${order.version}"` },
            },
            body: order.document as Flag,
          },
        ),
      );
      queries.setQueryData([environment, nouns, key], entry);
      return entry;
    },
    onSuccess: () => {
      for (const subject of [nouns, "flags", "publication", "audit"]) {
        void queries.invalidateQueries({ queryKey: [environment, subject] });
      }
    },
  });
}

export function useDelete({ environment, nouns, key }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (version: number) =>
      document(
        client.DELETE(
          `/v1/environments/{environment}/${nouns}/{key}` as "/v1/environments/{environment}/flags/{key}",
          { params: { path: { environment, key }, header: { "If-Match": `"${version}"` } } },
        ),
      ),
    onSuccess: () => {
      for (const subject of [nouns, "publication", "audit"]) {
        void queries.invalidateQueries({
          queryKey: [environment, subject],
          // Its page is open until the next one is there, and would ask for what is gone.
          predicate: ({ queryKey }) => queryKey[1] !== nouns || queryKey[2] !== key,
        });
      }
    },
  });
}
