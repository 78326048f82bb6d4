import { useEffect, useState } from "react";
import { usePublish } from "../api/orders.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { toast } from "../kit/toasts.ts";
import { PendingList } from "./PendingList.tsx";

/**
 * Lets the server check the drafts, shows what would change, then publishes it. Despite a freeze or missing approvals
 * it asks for a reason and for the environment's name.
 */
export function PublishDialog({
  environment,
  despite,
  onClose,
}: {
  environment: string;
  /** What such a step is called. */
  despite?: string;
  onClose: () => void;
}) {
  const check = usePublish(environment);
  const publish = usePublish(environment);
  const [comment, setComment] = useState("");
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const confirmed = despite === undefined || (typed === environment && reason.trim() !== "");
  const { mutate: startCheck } = check;
  useEffect(() => startCheck({ dryRun: true }), [startCheck]);

  function send() {
    publish.mutate(
      { dryRun: false, comment, ...(despite !== undefined && { despite: reason }) },
      {
        onSuccess: ({ revision }) => {
          toast(`Revision ${revision} of ${environment} is published.`);
          onClose();
        },
      },
    );
  }

  const changes = check.data?.pending ?? [];
  return (
    <Dialog title={`Publish to ${environment}`} onClose={onClose}>
      <div className="space-y-4">
        {check.isPending && <Skeleton lines={3} />}
        {check.error && <Failure error={check.error} retry={() => startCheck({ dryRun: true })} />}
        {check.data && (
          <>
            <p className="text-muted">
              {changes.length === 1 ? "1 change passes" : `${changes.length} changes pass`} every
              check and will be at the edge at once.
            </p>
            <div className="-mx-5 border-line border-y">
              <PendingList environment={environment} pending={changes} />
            </div>
            <Field label="Comment" value={comment} onText={setComment} maxLength={2000} />
            {despite !== undefined && (
              <>
                <Field
                  label="Why it cannot wait; the log says so"
                  required
                  value={reason}
                  onText={setReason}
                  maxLength={2000}
                />
                <Field
                  label={
                    <>
                      Type{" "}
                      <code className="break-all rounded-sm bg-sunken px-1">{environment}</code> to
                      confirm
                    </>
                  }
                  value={typed}
                  onText={setTyped}
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                />
              </>
            )}
          </>
        )}
        {publish.error && <Failure error={publish.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={despite !== undefined ? "alarm" : "primary"}
            disabled={!check.data || !confirmed || publish.isPending}
            onClick={send}
          >
            {despite ?? "Publish"}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
