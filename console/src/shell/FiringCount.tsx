import { useQuery } from "@tanstack/react-query";
import { openAlerts } from "../api/alertQuestions.ts";

/** How many alerts fire, beside the word; nothing while none does. */
export function FiringCount({ environment }: { environment: string }) {
  const { data } = useQuery(openAlerts(environment));
  const firing = data?.alerts.filter(({ state }) => state === "firing").length ?? 0;
  return firing === 0 ? null : (
    <span className="absolute start-1/2 top-1 ms-1.5 min-w-4 rounded-full bg-danger px-1 text-center font-semibold text-11 text-surface leading-4 md:static md:ms-auto">
      {firing}
      <span className="sr-only"> firing</span>
    </span>
  );
}
