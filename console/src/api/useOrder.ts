import { useMutation, useQueryClient } from "@tanstack/react-query";

/** Asks the control plane to do something, then asks anew what that has changed. */
export function useOrder<Order, Done>(
  environment: string,
  subjects: string[],
  ask: (order: Order) => Promise<Done>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: () => {
      for (const subject of [...subjects, "audit"]) {
        void queries.invalidateQueries({ queryKey: [environment, subject] });
      }
    },
  });
}
