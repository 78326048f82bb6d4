import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, document } from "../api/client.ts";
import type { ExperimentEntry, FlagEntry, RouteEntry } from "../api/documents.ts";

export type Experiment = ExperimentEntry["experiment"];
export type FlagDraft = FlagEntry["flag"];
export type RouteDraft = RouteEntry["route"];
export type Edit = NonNullable<RouteDraft["edits"]>[number];

/** The variants of a launch: the page as it is, and as it shall become. */
export const ORIGINAL = "original";
export const CHANGED = "changed";

export const routes = (environment: string) =>
  queryOptions({
    queryKey: [environment, "routes"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/routes", { params: { path: { environment } } }),
      ),
  });

export const outline = (environment: string, path: string) =>
  queryOptions({
    queryKey: [environment, "page", path],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/page", {
          params: { path: { environment }, query: { path } },
        }),
      ),
    retry: false,
  });

export const sharedMetrics = (environment: string) =>
  queryOptions({
    queryKey: [environment, "metrics"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/metrics", { params: { path: { environment } } }),
      ),
  });

/** Begins a launch: a flag that the experiment decides, and the experiment as a draft. */
export function useBegin(environment: string) {
  return useDraftOrder(
    environment,
    async ({ key, name, hypothesis }: { key: string; name: string; hypothesis: string }) => {
      await document(
        client.PUT("/v1/environments/{environment}/flags/{key}", {
          params: { path: { environment, key }, header: { "If-None-Match": "*" } },
          body: flagOf(key, name),
        }),
      );
      return document(
        client.PUT("/v1/environments/{environment}/experiments/{key}", {
          params: { path: { environment, key }, header: { "If-None-Match": "*" } },
          body: experimentOf(key, name, hypothesis),
        }),
      );
    },
  );
}

function flagOf(key: string, name: string): FlagDraft {
  return {
    key,
    name,
    type: "boolean",
    on: true,
    kill: "normal",
    off: ORIGINAL,
    variants: [
      { key: ORIGINAL, name: "The page as it is", value: false },
      { key: CHANGED, name: "The page as it shall become", value: true },
    ],
    rules: [{ id: "experiment", serve: { experiment: key } }],
    default: { variant: ORIGINAL },
  } as FlagDraft;
}

function experimentOf(key: string, name: string, hypothesis: string): Experiment {
  return {
    key,
    name,
    ...(hypothesis === "" ? {} : { hypothesis }),
    flag: key,
    unit: "visitor",
    control: ORIGINAL,
    variants: [
      { variant: ORIGINAL, weight: 50_000 },
      { variant: CHANGED, weight: 50_000 },
    ],
    allocation: 100_000,
    metrics: [
      {
        key: "orders",
        name: "Orders",
        event: "order",
        kind: "proportion",
        direction: "increase",
        role: "goal",
      },
    ],
    status: "draft",
  } as unknown as Experiment;
}

/** Saves the experiment as it was changed, unless somebody else has. */
export function useSaveExperiment(environment: string, entry: ExperimentEntry) {
  return useDraftOrder(environment, (experiment: Experiment) =>
    document(
      client.PUT("/v1/environments/{environment}/experiments/{key}", {
        params: {
          path: { environment, key: entry.experiment.key },
          header: { "If-Match": `"${entry.version}"` },
        },
        body: experiment,
      }),
    ),
  );
}

/** Saves a route, new or with the version that was seen. */
export function useSaveRoute(environment: string) {
  return useDraftOrder(
    environment,
    ({ route, version }: { route: RouteDraft; version: number | undefined }) =>
      document(
        client.PUT("/v1/environments/{environment}/routes/{key}", {
          params: {
            path: { environment, key: route.key },
            header:
              version === undefined ? { "If-None-Match": "*" } : { "If-Match": `"${version}"` },
          },
          body: route,
        }),
      ),
  );
}

function useDraftOrder<Order, Done>(environment: string, ask: (order: Order) => Promise<Done>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: () => queries.invalidateQueries({ queryKey: [environment] }),
  });
}
