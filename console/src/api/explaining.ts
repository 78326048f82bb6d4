import { client, document } from "./client.ts";
import { useOrder } from "./useOrder.ts";

/** What somebody would get of a flag by the drafts. */
export function useExplain(environment: string) {
  return useOrder(
    environment,
    [],
    ({
      flag,
      unit,
      attributes,
    }: {
      flag: string;
      unit: string;
      attributes: Record<string, unknown>;
    }) =>
      document(
        client.POST("/v1/environments/{environment}/explanations", {
          params: { path: { environment } },
          body: { of: "drafts", flags: [flag], context: { unit, attributes } },
        }),
      ),
  );
}
