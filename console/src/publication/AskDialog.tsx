import { type FormEvent, useState } from "react";
import { useAsk } from "../api/publishing.ts";
import { timeOfYear } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Check } from "../kit/Check.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { LongText } from "../kit/LongText.tsx";
import { toast } from "../kit/toasts.ts";

/** Asks that the drafts be published as they are: once others agree, and perhaps at a time. */
export function AskDialog({
  environment,
  scheduled: atFirst = false,
  onClose,
}: {
  environment: string;
  scheduled?: boolean;
  onClose: () => void;
}) {
  const ask = useAsk(environment);
  const [comment, setComment] = useState("");
  const [scheduled, setScheduled] = useState(atFirst);
  const [at, setAt] = useState("");
  const publishAt = at === "" ? undefined : new Date(at).getTime();
  function submit(event: FormEvent) {
    event.preventDefault();
    ask.mutate(
      {
        ...(comment !== "" && { comment }),
        ...(scheduled && publishAt !== undefined && { publishAt }),
      },
      {
        onSuccess: ({ number }) => {
          toast(`Request ${number} is made.`);
          onClose();
        },
      },
    );
  }
  return (
    <Dialog title={`Ask to publish to ${environment}`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p className="text-muted">
          It holds for the drafts as they are now. When one changes afterwards, it must be asked for
          again.
        </p>
        <LongText
          label="What for"
          maxLength={2000}
          value={comment}
          onText={setComment}
          data-focus-first
        />
        <div>
          <Check checked={scheduled} onCheck={setScheduled}>
            Publish by itself at a time
          </Check>
          {scheduled && (
            <>
              <Field
                label="When, in the time of this computer"
                type="datetime-local"
                required
                value={at}
                onText={setAt}
              />
              {publishAt !== undefined && (
                <p className="mt-1 text-12 text-muted">{timeOfYear(publishAt)}</p>
              )}
            </>
          )}
        </div>
        {ask.error && <Failure error={ask.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Back</Button>
          <Button look="primary" type="submit" disabled={ask.isPending}>
            Ask
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
