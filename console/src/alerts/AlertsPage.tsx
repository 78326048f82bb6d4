import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { openAlerts } from "../api/alertQuestions.ts";
import type { Alert } from "../api/documents.ts";
import { count } from "../fmt.ts";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { EXACTLY, Tab, Tabs } from "../kit/Tabs.tsx";
import { AlertList } from "./AlertList.tsx";
import { ChannelsCard } from "./ChannelsCard.tsx";
import { NoAlert } from "./NoAlert.tsx";
import { ResolvedAlerts } from "./ResolvedAlerts.tsx";

const FROM = "/environments/$environment/alerts";
const OPEN: { state: Alert["state"]; word: string }[] = [
  { state: "firing", word: "Firing" },
  { state: "acknowledged", word: "Acknowledged" },
  { state: "silenced", word: "Silenced" },
];

export function AlertsPage() {
  const { environment } = useParams({ from: FROM });
  const { state = "firing", before } = useSearch({ from: FROM });
  const question = useQuery(openAlerts(environment));
  const counted = (wanted: Alert["state"]) =>
    question.data ? ` ${count(inState(question.data.alerts, wanted).length)}` : "";
  return (
    <Page title="Alerts">
      <section
        aria-label="Inbox"
        className="overflow-clip rounded-lg border border-line bg-surface"
      >
        <Tabs label="State of alerts">
          {OPEN.map((each) => (
            <Tab
              key={each.state}
              from={FROM}
              to="."
              search={each.state === "firing" ? {} : { state: each.state }}
              activeOptions={EXACTLY}
            >
              {each.word}
              {counted(each.state)}
            </Tab>
          ))}
          <Tab from={FROM} to="." search={{ state: "resolved" }}>
            Resolved
          </Tab>
        </Tabs>
        {state === "resolved" ? (
          <ResolvedAlerts environment={environment} before={before} />
        ) : (
          <Loaded question={question} lines={3}>
            {({ alerts }) => {
              const shown = inState(alerts, state);
              return shown.length === 0 ? (
                <NoAlert state={state} />
              ) : (
                <AlertList environment={environment} alerts={shown} />
              );
            }}
          </Loaded>
        )}
      </section>
      <ChannelsCard environment={environment} />
    </Page>
  );
}

function inState(alerts: Alert[], wanted: Alert["state"]): Alert[] {
  return alerts.filter(({ state }) => state === wanted);
}
