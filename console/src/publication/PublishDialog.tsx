import { useEffect, useState } from "react";
import { usePublish } from "../api/orders.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Skeleton } from "../kit/Skeleton.tsx";
import { toast } from "../kit/toasts.ts";
import { PendingList } from "./PendingList.tsx";

/** Lets the server check the drafts, shows what would change, then publishes it. */
export function PublishDialog({
  environment,
  onClose,
}: {
  environment: string;
  onClose: () => void;
}) {
  const check = usePublish(environment);
  const publish = usePublish(environment);
  const [comment, setComment] = useState("");
  const { mutate: startCheck } = check;
  useEffect(() => startCheck({ dryRun: true }), [startCheck]);

  function send() {
    publish.mutate(
      { dryRun: false, comment },
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
          </>
        )}
        {publish.error && <Failure error={publish.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!check.data || publish.isPending} onClick={send}>
            Publish
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
