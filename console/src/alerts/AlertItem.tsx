import type { Alert } from "../api/documents.ts";
import { time } from "../fmt.ts";
import { AlertActions } from "./AlertActions.tsx";
import { AlertPlace } from "./AlertPlace.tsx";
import { SeverityChip } from "./SeverityChip.tsx";

/** What is wrong in the server's sentence, since when, who is at it, and what can be done. */
export function AlertItem({ environment, alert }: { environment: string; alert: Alert }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3.5 sm:px-5">
      <div className="min-w-0 flex-1 basis-80 space-y-1.5">
        <div className="flex items-start gap-2.5">
          <SeverityChip severity={alert.severity} />
          <p className="min-w-0 break-words font-medium">{alert.sentence}</p>
        </div>
        <p className="text-13 text-muted tabular-nums">{facts(alert).join(" · ")}</p>
        {alert.acted && <p className="text-13">Done by itself: {alert.acted}.</p>}
        <AlertPlace environment={environment} alert={alert} />
      </div>
      <AlertActions environment={environment} alert={alert} />
    </li>
  );
}

function facts(alert: Alert): string[] {
  const { openedAt, seenAt, acknowledgedAt, acknowledgedBy, silencedUntil, resolvedAt } = alert;
  return [
    `Since ${time(openedAt)}`,
    ...(resolvedAt === undefined ? [`last seen ${time(seenAt)}`] : []),
    ...(acknowledgedAt === undefined
      ? []
      : [`acknowledged by ${acknowledgedBy ?? "somebody"}, ${time(acknowledgedAt)}`]),
    ...(alert.state === "silenced" && silencedUntil !== undefined
      ? [`silenced until ${time(silencedUntil)}`]
      : []),
    ...(resolvedAt === undefined ? [] : [`resolved ${time(resolvedAt)}`]),
  ];
}
