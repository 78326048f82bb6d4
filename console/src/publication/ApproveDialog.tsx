import { type FormEvent, useState } from "react";
import type { PublicationRequest } from "../api/documents.ts";
import { useApprove } from "../api/publishing.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { LongText } from "../kit/LongText.tsx";
import { toast } from "../kit/toasts.ts";

export function ApproveDialog({
  environment,
  request: { number, madeBy },
  onClose,
}: {
  environment: string;
  request: PublicationRequest;
  onClose: () => void;
}) {
  const approve = useApprove(environment, number);
  const [comment, setComment] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    approve.mutate(comment, {
      onSuccess: () => {
        toast(`You agreed to request ${number}.`);
        onClose();
      },
    });
  }
  return (
    <Dialog title={`Approve request ${number}`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-muted">
          You agree that the drafts be published as {madeBy} asks, and as the page shows them.
        </p>
        <LongText
          label="Comment"
          maxLength={2000}
          value={comment}
          onText={setComment}
          data-focus-first
        />
        {approve.error && <Failure error={approve.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Back</Button>
          <Button look="primary" type="submit" disabled={approve.isPending}>
            Approve
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
