import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useMay } from "../access/useMay.ts";
import { policy, requests } from "../api/publishing.ts";
import { Button } from "../kit/Button.tsx";
import { freezeAt } from "./freeze.ts";

const PublishDialog = lazy(() =>
  import("./PublishDialog.tsx").then(({ PublishDialog: dialog }) => ({ default: dialog })),
);
const AskDialog = lazy(() =>
  import("./AskDialog.tsx").then(({ AskDialog: dialog }) => ({ default: dialog })),
);

type Opened = "publish" | "despite" | "ask" | "schedule";

/** The ways to publish that are open to who is signed in, by role and by what the policy asks for. */
export function PublishActions({ environment, waits }: { environment: string; waits: boolean }) {
  const [opened, setOpened] = useState<Opened>();
  const { data: asked } = useQuery(policy(environment));
  const { data: made } = useQuery(requests(environment));
  const editor = useMay("editor");
  const publisher = useMay("publisher");
  const admin = useMay("admin");
  if (!editor || asked === undefined || made === undefined) {
    return null;
  }
  const frozen = freezeAt(asked.policy, Date.now()) !== undefined;
  const approved = made.requests.some(({ state, moved }) => state === "approved" && !moved);
  const free = publisher && (asked.policy.approvals ?? 0) === 0;
  const publishes = !frozen && (free || approved);
  const withoutWord = frozen ? "Publish despite the freeze" : "Publish without approval";
  const close = () => setOpened(undefined);
  return (
    <div className="flex flex-wrap gap-2">
      {admin && !publishes && (
        <Button look="danger" disabled={!waits} onClick={() => setOpened("despite")}>
          {withoutWord}…
        </Button>
      )}
      {free ? (
        <Button disabled={!waits} onClick={() => setOpened("schedule")}>
          Schedule…
        </Button>
      ) : (
        <Button
          look={publishes ? "plain" : "primary"}
          disabled={!waits}
          onClick={() => setOpened("ask")}
        >
          Ask for approval…
        </Button>
      )}
      {publishes && (
        <Button look="primary" disabled={!waits} onClick={() => setOpened("publish")}>
          Review and publish…
        </Button>
      )}
      <Suspense>
        {(opened === "publish" || opened === "despite") && (
          <PublishDialog
            environment={environment}
            {...(opened === "despite" && { despite: withoutWord })}
            onClose={close}
          />
        )}
        {(opened === "ask" || opened === "schedule") && (
          <AskDialog environment={environment} scheduled={opened === "schedule"} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}
