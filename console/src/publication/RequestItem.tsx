import { useSuspenseQuery } from "@tanstack/react-query";
import { CircleCheck, CircleSlash, Clock3, UploadCloud } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import type { PublicationRequest } from "../api/documents.ts";
import { useCancel } from "../api/publishing.ts";
import { session } from "../api/session.ts";
import { time, timeOfYear } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Chip, type Tone } from "../kit/Chip.tsx";
import { Failure } from "../kit/Failure.tsx";
import { toast } from "../kit/toasts.ts";
import { ApproveDialog } from "./ApproveDialog.tsx";
import { isOpen } from "./RequestsCard.tsx";

const STATES: Record<
  PublicationRequest["state"],
  { word: string; tone: Tone; icon: typeof Clock3 }
> = {
  waiting: { word: "Waiting", tone: "warn", icon: Clock3 },
  approved: { word: "Approved", tone: "within", icon: CircleCheck },
  published: { word: "Published", tone: "unclear", icon: UploadCloud },
  cancelled: { word: "Cancelled", tone: "unclear", icon: CircleSlash },
};

export function RequestItem({
  environment,
  request,
}: {
  environment: string;
  request: PublicationRequest;
}) {
  const { data: who } = useSuspenseQuery(session);
  const editor = useMay("editor");
  const publisher = useMay("publisher");
  const cancel = useCancel(environment, request.number);
  const [approving, setApproving] = useState(false);
  const { number, madeBy, madeAt, comment, publishAt, approvals, moved } = request;
  const { word, tone, icon } = STATES[request.state];
  const open = isOpen(request);
  const own = who.name === madeBy || approvals.some(({ by }) => by === who.name);
  return (
    <li className="space-y-2 px-4 py-3 sm:px-5">
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <span className="font-medium">Request {number}</span>{" "}
          <span className="text-13 text-muted">
            by {madeBy}, {time(madeAt)}
          </span>
        </div>
        <Chip tone={tone} icon={icon}>
          {word}
        </Chip>
        {open && publisher && !own && !moved && (
          <Button look="primary" onClick={() => setApproving(true)}>
            Approve…
          </Button>
        )}
        {open && editor && (
          <Button
            disabled={cancel.isPending}
            onClick={() =>
              cancel.mutate(undefined, {
                onSuccess: () => toast(`Request ${number} is cancelled.`),
              })
            }
          >
            Cancel request {number}
          </Button>
        )}
      </div>
      {comment && <p className="whitespace-pre-wrap break-words">{comment}</p>}
      <p className="text-13 text-muted">{standing(request)}</p>
      {open && moved && (
        <p className="text-13 text-warn">
          A draft has changed since it was made: what is there now must be asked for again.
        </p>
      )}
      {open && publishAt !== undefined && (
        <p className="text-13 text-muted">To be published at {timeOfYear(publishAt)}.</p>
      )}
      {approvals.length > 0 && (
        <ul className="text-13">
          {approvals.map(({ by, at, comment: said }) => (
            <li key={by} className="break-words">
              {by} agreed {time(at)}
              {said && `: ${said}`}
            </li>
          ))}
        </ul>
      )}
      {cancel.error && <Failure error={cancel.error} />}
      {approving && (
        <ApproveDialog
          environment={environment}
          request={request}
          onClose={() => setApproving(false)}
        />
      )}
    </li>
  );
}

function standing({ state, needed, approvals, endedAt, endedBy, revision }: PublicationRequest) {
  const end = endedAt === undefined ? "" : ` ${time(endedAt)}${endedBy ? ` by ${endedBy}` : ""}`;
  switch (state) {
    case "published":
      return `Became revision ${revision}${end}.`;
    case "cancelled":
      return `Cancelled${end}.`;
    default:
      return needed === 0
        ? "It needs nobody's approval."
        : `Needs ${needed} ${needed === 1 ? "approval" : "approvals"}, has ${approvals.length}.`;
  }
}
