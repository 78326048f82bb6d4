import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { FlagEntry } from "../api/documents.ts";
import { flag } from "../api/questions.ts";
import { time } from "../fmt.ts";
import { KillSwitch } from "../kill/KillSwitch.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Tab, Tabs } from "../kit/Tabs.tsx";
import { FlagState } from "./FlagState.tsx";
import { StaleFlag } from "./StaleFlag.tsx";

/** What stands around every tab of one flag: its name, its state, its kill switch. */
export function FlagFrame({
  environment,
  flagKey,
  children,
}: {
  environment: string;
  flagKey: string;
  children: (entry: FlagEntry) => ReactNode;
}) {
  const question = useQuery(flag(environment, flagKey));
  const entry = question.data;
  const params = { environment, key: flagKey };
  return (
    <Page
      title={entry?.flag.name ?? flagKey}
      above={
        <>
          <Link
            to="/environments/$environment/flags"
            params={{ environment }}
            className="underline underline-offset-2"
          >
            Flags
          </Link>{" "}
          / {flagKey}
        </>
      }
      beside={entry && <KillSwitch environment={environment} entry={entry} />}
    >
      <Loaded question={question} lines={8}>
        {(loaded) => (
          <>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
              <FlagState entry={loaded} />
              <span>{loaded.flag.type}</span>
              <span>
                version {loaded.version}, changed {time(loaded.updatedAt)} by {loaded.updatedBy}
              </span>
            </div>
            <StaleFlag entry={loaded} />
            <Tabs label="Parts of the flag">
              <Tab
                to="/environments/$environment/flags/$key"
                params={params}
                activeOptions={{ exact: true, includeSearch: false }}
              >
                Rules and variants
              </Tab>
              <Tab to="/environments/$environment/flags/$key/history" params={params}>
                History
              </Tab>
            </Tabs>
            {children(loaded)}
          </>
        )}
      </Loaded>
    </Page>
  );
}
