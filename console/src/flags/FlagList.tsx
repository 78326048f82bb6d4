import type { FlagEntry } from "../api/documents.ts";
import { KillControl } from "../kill/KillControl.tsx";
import { useWide } from "../kit/useWide.ts";
import { FlagLink } from "./FlagLink.tsx";
import { FlagState } from "./FlagState.tsx";
import { StaleFlag } from "./StaleFlag.tsx";

export function FlagList({ environment, entries }: { environment: string; entries: FlagEntry[] }) {
  const wide = useWide();
  return wide ? (
    <FlagTable environment={environment} entries={entries} />
  ) : (
    <ul>
      {entries.map((entry) => (
        <li
          key={entry.flag.key}
          className="space-y-2 border-line border-b px-4 py-3 last:border-b-0"
        >
          <div className="flex items-start justify-between gap-3">
            <FlagLink environment={environment} flag={entry.flag} />
            <KillControl environment={environment} entry={entry} />
          </div>
          <p className="text-13 text-muted">{entry.summary}</p>
          <StaleFlag entry={entry} />
          <div className="flex flex-wrap items-center gap-2 text-12 text-muted">
            <FlagState entry={entry} />
            {entry.flag.type}
          </div>
        </li>
      ))}
    </ul>
  );
}

function FlagTable({ environment, entries }: { environment: string; entries: FlagEntry[] }) {
  return (
    <table className="w-full table-fixed text-start">
      <thead className="text-12 text-muted">
        <tr className="border-line border-b">
          <th className="w-[27%] px-5 py-2 text-start font-medium">Flag</th>
          <th className="w-[12rem] px-3 py-2 text-start font-medium">State at the edge</th>
          <th className="w-20 px-3 py-2 text-start font-medium">Type</th>
          <th className="px-3 py-2 text-start font-medium">What it does</th>
          <th className="w-36 px-5 py-2 text-end font-medium">
            <span className="sr-only">Kill</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.flag.key} className="border-line border-b last:border-b-0 hover:bg-bg">
            <td className="px-5 py-2.5">
              <FlagLink environment={environment} flag={entry.flag} />
            </td>
            <td className="px-3 py-2.5">
              <FlagState entry={entry} />
            </td>
            <td className="px-3 py-2.5 text-13 text-muted">{entry.flag.type}</td>
            <td className="px-3 py-2.5 text-13">
              {entry.summary}
              <StaleFlag entry={entry} />
            </td>
            <td className="px-5 py-2.5 text-end">
              <KillControl environment={environment} entry={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
