import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client, document } from "./client.ts";
import type { KillList, Publication } from "./documents.ts";
import { kills } from "./questions.ts";

/** Serves the flag's off variant to everybody at once. The server compares `confirm` with the key again. */
export function useKill(environment: string, key: string) {
  return useKillListOrder(environment, (order: { confirm: string; reason?: string }) =>
    document(
      client.PUT("/v1/environments/{environment}/kills/{key}", {
        params: { path: { environment, key } },
        body: order,
      }),
    ),
  );
}

export function useUnkill(environment: string, key: string) {
  return useKillListOrder(environment, () =>
    document(
      client.DELETE("/v1/environments/{environment}/kills/{key}", {
        params: { path: { environment, key } },
      }),
    ),
  );
}

export function usePublish(environment: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      dryRun,
      comment,
      despite,
    }: {
      dryRun: boolean;
      comment?: string;
      despite?: string;
    }): Promise<Publication> =>
      document(
        client.POST("/v1/environments/{environment}/publication", {
          params: { path: { environment }, query: { dryRun } },
          body: { ...(comment && { comment }), ...(despite && { despite }) },
        }),
      ),
    onSuccess: (_, { dryRun }) => (dryRun ? undefined : refresh(queries, environment)),
  });
}

function useKillListOrder<Order>(environment: string, ask: (order: Order) => Promise<KillList>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (list) => {
      queries.setQueryData(kills(environment).queryKey, list);
      return refresh(queries, environment);
    },
  });
}

function refresh(queries: ReturnType<typeof useQueryClient>, environment: string) {
  void queries.invalidateQueries({ queryKey: [environment] });
}
