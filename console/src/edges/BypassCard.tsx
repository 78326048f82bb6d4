import { Link } from "@tanstack/react-router";
import { PowerOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useMay } from "../access/useMay.ts";
import type { KillList } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { EndBypassButton } from "./EndBypassButton.tsx";

const BypassDialog = lazy(() =>
  import("./BypassDialog.tsx").then(({ BypassDialog: dialog }) => ({ default: dialog })),
);

/** Whether edges do anything at all, and the way to stop and to resume it. */
export function BypassCard({ environment, kills }: { environment: string; kills: KillList }) {
  const may = useMay("publisher");
  const [asking, setAsking] = useState(false);
  const off = kills.global === "bypass";
  return (
    <Card title="Bypass">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 sm:px-5">
        <div className="min-w-0 flex-1 basis-72">
          <p className="font-medium">
            {off ? "In force: everything is turned off" : "Not in force"}
          </p>
          <p className="text-13 text-muted">
            {off
              ? "Edges are plain proxies: no flag is decided, no page is changed, nobody is counted. "
              : "When everything has to stop at once: edges become plain proxies, whatever is published. "}
            {off && (
              <Link
                to="/environments/$environment/audit"
                params={{ environment }}
                className="underline underline-offset-2"
              >
                Who did it, and why
              </Link>
            )}
          </p>
        </div>
        {may &&
          (off ? (
            <EndBypassButton environment={environment} />
          ) : (
            <Button look="danger" onClick={() => setAsking(true)}>
              <PowerOff aria-hidden size={15} />
              Turn everything off…
            </Button>
          ))}
      </div>
      {asking && (
        <Suspense>
          <BypassDialog environment={environment} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Card>
  );
}
