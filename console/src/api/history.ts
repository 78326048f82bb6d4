import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import { useOrder } from "./useOrder.ts";

const VERSIONS_ON_A_PAGE = 20;

/** A document that has versions and comments, by its collection in the API and its key. */
export type Place = {
  environment: string;
  nouns: "flags" | "experiments" | "routes" | "segments" | "metrics" | "layers" | "holdouts";
  key: string;
};

/** What changed in each version, the newest first. */
export const versions = (place: Place, before: number | undefined) =>
  queryOptions({
    queryKey: [...subject(place), "versions", before],
    queryFn: () =>
      document(
        client.GET(`/v1/environments/{environment}/${place.nouns}/{key}/versions`, {
          params: {
            path: path(place),
            query: { limit: VERSIONS_ON_A_PAGE, ...(before === undefined ? {} : { before }) },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** How a version differs from another one: before is the other, after is this. */
export const versionAgainst = (place: Place, version: number, other: number) =>
  queryOptions({
    queryKey: [...subject(place), "versions", version, "with", other],
    queryFn: () =>
      document(
        client.GET(`/v1/environments/{environment}/${place.nouns}/{key}/versions/{version}`, {
          params: { path: { ...path(place), version }, query: { with: other } },
        }),
      ),
  });

export const comments = (place: Place) =>
  queryOptions({
    queryKey: [...subject(place), "comments"],
    queryFn: () =>
      document(
        client.GET(`/v1/environments/{environment}/${place.nouns}/{key}/comments`, {
          params: { path: path(place) },
        }),
      ),
  });

/** Makes an older version the newest again, unless somebody has changed the document since `present`. */
export function useRestore(place: Place) {
  const subjects = [place.nouns, "flags", "publication"];
  return useOrder(place.environment, subjects, (order: { version: number; present: number }) =>
    document(
      client.POST(
        `/v1/environments/{environment}/${place.nouns}/{key}/versions/{version}/restoration`,
        {
          params: {
            path: { ...path(place), version: order.version },
            header: { "If-Match": `"${order.present}"` },
          },
        },
      ),
    ),
  );
}

export function useComment(place: Place) {
  return useOrder(place.environment, [place.nouns], (text: string) =>
    document(
      client.POST(`/v1/environments/{environment}/${place.nouns}/{key}/comments`, {
        params: { path: path(place) },
        body: { text },
      }),
    ),
  );
}

function path({ environment, key }: Place) {
  return { environment, key };
}

function subject({ environment, nouns, key }: Place) {
  return [environment, nouns, key];
}
