import { useQuery } from "@tanstack/react-query";
import { ALERTS_ON_A_PAGE, allAlerts } from "../api/alertQuestions.ts";
import { Loaded } from "../kit/Loaded.tsx";
import { Pager, PagerLink } from "../kit/Pager.tsx";
import { AlertList } from "./AlertList.tsx";
import { NoAlert } from "./NoAlert.tsx";

const FROM = "/environments/$environment/alerts";

export function ResolvedAlerts({
  environment,
  before,
}: {
  environment: string;
  before: number | undefined;
}) {
  const question = useQuery(allAlerts(environment, before));
  return (
    <Loaded question={question} lines={3}>
      {({ alerts }) => {
        const resolved = alerts.filter(({ state }) => state === "resolved");
        const last = alerts.length < ALERTS_ON_A_PAGE ? undefined : alerts.at(-1);
        return (
          <>
            {resolved.length === 0 ? (
              <NoAlert state="resolved" />
            ) : (
              <AlertList environment={environment} alerts={resolved} />
            )}
            <Pager>
              {before !== undefined && (
                <PagerLink from={FROM} to="." search={{ state: "resolved" }}>
                  The newest
                </PagerLink>
              )}
              {last && (
                <PagerLink from={FROM} to="." search={{ state: "resolved", before: last.number }}>
                  Older
                </PagerLink>
              )}
            </Pager>
          </>
        );
      }}
    </Loaded>
  );
}
