import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, document } from "../api/client.ts";
import type { ExperimentEntry } from "../api/documents.ts";
import { toast } from "../kit/toasts.ts";
import type { Experiment } from "./drafts.ts";

/** What publishing the drafts would change. */
export const review = (environment: string) =>
  queryOptions({
    queryKey: [environment, "publication", "review"],
    queryFn: () =>
      document(
        client.GET("/v1/environments/{environment}/publication/review", {
          params: { path: { environment } },
        }),
      ),
    retry: false,
  });

/** Sets the experiment running and publishes; when publishing is refused it is a draft again. */
export function useLaunch(environment: string, entry: ExperimentEntry) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const running = await save(
        environment,
        { ...entry.experiment, status: "running" },
        entry.version,
      );
      try {
        return await document(
          client.POST("/v1/environments/{environment}/publication", {
            params: { path: { environment } },
            body: { comment: `Launched ${entry.experiment.name ?? entry.experiment.key}` },
          }),
        );
      } catch (refused) {
        await save(environment, entry.experiment, running.version);
        throw refused;
      }
    },
    // Said here: the page of the launch makes way for the results as soon as they are asked for.
    onSuccess: ({ revision }) => toast(`It runs, as of revision ${revision} of ${environment}.`),
    onSettled: () => queries.invalidateQueries({ queryKey: [environment] }),
  });
}

function save(environment: string, experiment: Experiment, version: number) {
  return document(
    client.PUT("/v1/environments/{environment}/experiments/{key}", {
      params: {
        path: { environment, key: experiment.key },
        header: { "If-Match": `"${version}"` },
      },
      body: experiment,
    }),
  );
}

/** A link that shows one variant for half an hour, and is never counted. */
export function usePreview(environment: string) {
  return useMutation({
    mutationFn: ({
      experiment,
      variant,
      path,
    }: {
      experiment: string;
      variant: string;
      path: string;
    }) =>
      document(
        client.POST("/v1/environments/{environment}/previews", {
          params: { path: { environment } },
          body: { experiments: { [experiment]: variant }, minutes: 30, path },
        }),
      ),
  });
}
