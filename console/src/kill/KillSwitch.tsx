import { useQuery } from "@tanstack/react-query";
import type { FlagEntry } from "../api/documents.ts";
import { kills } from "../api/questions.ts";
import { time } from "../fmt.ts";
import { KillControl } from "./KillControl.tsx";
import { propagationSentence } from "./propagation.ts";

/** The kill switch of one flag with its state and how far the last kill came. */
export function KillSwitch({ environment, entry }: { environment: string; entry: FlagEntry }) {
  const { data } = useQuery(kills(environment));
  const kill = data?.kills.find(({ flag }) => flag === entry.flag.key);
  return (
    <div className="flex flex-wrap items-center gap-3 sm:justify-end">
      {kill && data ? (
        <p className="min-w-0 text-12 text-danger sm:text-end">
          Killed {time(kill.at)} by {kill.by}
          {kill.reason && `: ${kill.reason}`}
          <br />
          {propagationSentence(data)}
        </p>
      ) : (
        <p className="text-12 text-muted">Not killed</p>
      )}
      <KillControl environment={environment} entry={entry} />
    </div>
  );
}
