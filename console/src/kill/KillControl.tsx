import { CircleSlash } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { FlagEntry } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { UnkillButton } from "./UnkillButton.tsx";
import { useMayKill } from "./useMayKill.ts";

const KillDialog = lazy(() =>
  import("./KillDialog.tsx").then(({ KillDialog: dialog }) => ({ default: dialog })),
);

/** Kill… opens the dialog; a killed flag has the way back instead. */
export function KillControl({
  environment,
  entry,
}: {
  environment: string;
  entry: Pick<FlagEntry, "flag" | "state">;
}) {
  return (
    <KillButton
      environment={environment}
      flag={entry.flag.key}
      {...(entry.flag.off === undefined ? {} : { off: entry.flag.off })}
      killed={entry.state === "killed"}
    />
  );
}

export function KillButton({
  environment,
  flag,
  off,
  killed,
}: {
  environment: string;
  flag: string;
  off?: string;
  killed: boolean;
}) {
  const [asking, setAsking] = useState(false);
  const may = useMayKill(environment);
  if (!may) {
    return null;
  }
  return (
    <>
      {killed ? (
        <UnkillButton environment={environment} flag={flag} />
      ) : (
        <Button look="danger" onClick={() => setAsking(true)} aria-label={`Kill ${flag}`}>
          <CircleSlash aria-hidden size={15} />
          Kill…
        </Button>
      )}
      {asking && (
        <Suspense>
          <KillDialog
            environment={environment}
            flag={flag}
            {...(off === undefined ? {} : { off })}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
