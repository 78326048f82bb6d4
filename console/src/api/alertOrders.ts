import { client, document } from "./client.ts";
import type { AlertChannel } from "./documents.ts";
import { useOrder } from "./useOrder.ts";

export function useAcknowledge(environment: string, number: number) {
  return useOrder(environment, ["alerts"], () =>
    document(
      client.PUT("/v1/environments/{environment}/alerts/{number}/acknowledgement", {
        params: { path: { environment, number } },
      }),
    ),
  );
}

export function useSilence(environment: string, number: number) {
  return useOrder(environment, ["alerts"], (hours: number) =>
    document(
      client.PUT("/v1/environments/{environment}/alerts/{number}/silence", {
        params: { path: { environment, number } },
        body: { hours },
      }),
    ),
  );
}

export function useEndSilence(environment: string, number: number) {
  return useOrder(environment, ["alerts"], () =>
    document(
      client.DELETE("/v1/environments/{environment}/alerts/{number}/silence", {
        params: { path: { environment, number } },
      }),
    ),
  );
}

export function useAddChannel(environment: string) {
  return useOrder(environment, ["channels"], (body: Pick<AlertChannel, "kind" | "target">) =>
    document(
      client.POST("/v1/environments/{environment}/alert-channels", {
        params: { path: { environment } },
        body,
      }),
    ),
  );
}

export function useRemoveChannel(environment: string, id: string) {
  return useOrder(environment, ["channels"], () =>
    document(
      client.DELETE("/v1/environments/{environment}/alert-channels/{id}", {
        params: { path: { environment, id } },
      }),
    ),
  );
}

export function useTestChannel(environment: string, id: string) {
  return useOrder(environment, [], () =>
    document(
      client.POST("/v1/environments/{environment}/alert-channels/{id}/test", {
        params: { path: { environment, id } },
      }),
    ),
  );
}
