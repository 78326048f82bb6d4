import { CircleCheck, CircleX, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import { useRemoveChannel, useTestChannel } from "../api/alertOrders.ts";
import type { AlertChannel, Delivered } from "../api/documents.ts";
import { time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { Failure } from "../kit/Failure.tsx";
import { toast } from "../kit/toasts.ts";
import { KINDS } from "./kinds.ts";

export function ChannelItem({
  environment,
  channel,
}: {
  environment: string;
  channel: AlertChannel;
}) {
  const { kind, target, madeAt, madeBy } = channel;
  const { word, icon: Icon } = KINDS[kind];
  const may = useMay("admin");
  const test = useTestChannel(environment, channel.id);
  const remove = useRemoveChannel(environment, channel.id);
  const [removing, setRemoving] = useState(false);
  return (
    <li className="px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 items-start gap-3">
          <Icon aria-hidden size={17} className="mt-0.5 shrink-0 text-muted" />
          <div className="min-w-0">
            <p className="break-all font-medium">{target}</p>
            <p className="text-12 text-muted">
              {word}, added {time(madeAt)} by {madeBy}
            </p>
          </div>
        </div>
        {may && (
          <div className="flex gap-2">
            <Button
              disabled={test.isPending}
              aria-label={`Test ${target}`}
              onClick={() => test.mutate(undefined)}
            >
              <Send aria-hidden size={15} />
              Test
            </Button>
            <Button look="danger" aria-label={`Remove ${target}`} onClick={() => setRemoving(true)}>
              <Trash2 aria-hidden size={15} />
              Remove…
            </Button>
          </div>
        )}
      </div>
      <div role="status" className="not-empty:mt-2">
        {test.data && <Outcome delivered={test.data} at={test.submittedAt} />}
      </div>
      {test.error && <Failure error={test.error} />}
      {removing && (
        <Confirm
          title="Remove the channel"
          word="Remove"
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() =>
            remove.mutate(undefined, {
              onSuccess: () => {
                toast(`${target} is told of nothing any more.`);
                setRemoving(false);
              },
            })
          }
          onClose={() => setRemoving(false)}
        >
          Alerts are no longer told to <strong className="break-all text-text">{target}</strong>.
          {kind === "webhook" && " Added again, it gets another secret."}
        </Confirm>
      )}
    </li>
  );
}

function Outcome({ delivered: { delivered, problem }, at }: { delivered: Delivered; at: number }) {
  const Icon = delivered ? CircleCheck : CircleX;
  return (
    <p className={`flex items-start gap-1.5 break-words text-13 ${delivered ? "" : "text-danger"}`}>
      <Icon aria-hidden size={15} className="mt-0.5 shrink-0" />
      <span className="min-w-0">
        {delivered ? `Delivered ${time(at)}.` : `Not delivered: ${problem ?? "no reason given"}`}
      </span>
    </p>
  );
}
