import { CircleCheck, CircleX, Clock3 } from "lucide-react";
import type { EdgeState } from "../api/documents.ts";
import { duration, time } from "../fmt.ts";
import { Chip } from "../kit/Chip.tsx";

/** What each edge runs now. */
export function EdgeList({ edges }: { edges: EdgeState[] }) {
  return (
    <ul className="divide-y divide-line">
      {edges.map((edge) => (
        <li key={edge.edge} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5 text-13">
          <span className="min-w-0 flex-1 basis-44 break-all font-medium">{edge.edge}</span>
          <EdgeChip state={edge.state} />
          <span className="text-12 text-muted tabular-nums">{versions(edge)}</span>
          {edge.error && <span className="basis-full text-12 text-danger">{edge.error}</span>}
        </li>
      ))}
    </ul>
  );
}

function EdgeChip({ state }: { state: EdgeState["state"] }) {
  switch (state) {
    case "current":
      return (
        <Chip tone="within" icon={CircleCheck}>
          Current
        </Chip>
      );
    case "behind":
      return (
        <Chip tone="warn" icon={Clock3}>
          Behind
        </Chip>
      );
    case "unreachable":
      return (
        <Chip tone="danger" icon={CircleX}>
          Unreachable
        </Chip>
      );
  }
}

function versions({ revision, killRevision, delayMillis, at }: EdgeState): string {
  return [
    revision === undefined ? "" : `revision ${revision}`,
    killRevision === undefined ? "" : `kill list ${killRevision}`,
    delayMillis === undefined ? "" : `after ${duration(delayMillis)}`,
    at === undefined ? "" : time(at),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
