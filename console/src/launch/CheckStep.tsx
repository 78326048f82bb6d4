import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import type { ExperimentEntry } from "../api/documents.ts";
import { publication } from "../api/questions.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { PendingList } from "../publication/PendingList.tsx";
import { PreviewLinks } from "./PreviewLinks.tsx";
import { review, useLaunch } from "./publishing.ts";

/** Everything once more: what it is, how it looks, what publishing would do; then it begins. */
export function CheckStep({ environment, entry }: { environment: string; entry: ExperimentEntry }) {
  const { experiment } = entry;
  const question = useQuery(review(environment));
  const state = useQuery(publication(environment));
  const launch = useLaunch(environment, entry);
  const publishes = useMay("publisher");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Card title="How it looks">
        <PreviewLinks environment={environment} experiment={experiment} />
      </Card>
      <Card title="What publishing would do">
        <Loaded question={question} lines={4}>
          {({ replay, warnings }) => (
            <div className="space-y-2 px-4 py-3 text-14 sm:px-5">
              <p>{replay.sentence}</p>
              {warnings.map(({ path, sentence }) => (
                <p key={path + sentence} className="text-warn">
                  {sentence}
                </p>
              ))}
            </div>
          )}
        </Loaded>
        {state.data && (
          <div className="border-line border-t">
            <PendingList environment={environment} pending={state.data.pending} />
          </div>
        )}
      </Card>
      <div className="flex flex-wrap items-center gap-3">
        {publishes ? (
          <Button look="primary" onClick={() => setAsking(true)}>
            Launch
          </Button>
        ) : (
          <p className="text-13 text-muted">
            Somebody who may publish has to launch it; everything is kept as drafts.
          </p>
        )}
      </div>
      {asking && (
        <Confirm
          title={`Launch ${experiment.name ?? experiment.key}`}
          word="Launch"
          typed={experiment.key}
          pending={launch.isPending}
          error={launch.error}
          onClose={() => setAsking(false)}
          onConfirm={() => launch.mutate()}
        >
          It begins for visitors of {environment} at once, with all drafts that wait. What the
          variants show and how many get them stays from then on.
        </Confirm>
      )}
    </>
  );
}
