import { client, document } from "../api/client.ts";
import { useOrder } from "../api/useOrder.ts";

const SUBJECTS = ["kills", "publication", "flags", "experiments", "results"];

/** Turns everything off at once. The server compares `confirm` with the environment again. */
export function useBypass(environment: string) {
  return useOrder(environment, SUBJECTS, (order: { confirm: string; reason?: string }) =>
    document(
      client.PUT("/v1/environments/{environment}/bypass", {
        params: { path: { environment } },
        body: order,
      }),
    ),
  );
}

export function useEndBypass(environment: string) {
  return useOrder(environment, SUBJECTS, () =>
    document(
      client.DELETE("/v1/environments/{environment}/bypass", {
        params: { path: { environment } },
      }),
    ),
  );
}
