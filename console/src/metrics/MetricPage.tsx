import { useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import type { SharedMetricEntry } from "../api/documents.ts";
import { EditBar } from "../edits/EditBar.tsx";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { type Fault, Faults } from "../edits/faults.ts";
import { useEdits } from "../edits/useEdits.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { UsesCard } from "../library/UsesCard.tsx";
import { documentOf } from "./document.ts";
import { MetricDialog } from "./MetricDialog.tsx";
import { MetricFacts } from "./MetricFacts.tsx";
import { MetricFrame } from "./MetricFrame.tsx";
import { metricSentence } from "./sentence.ts";

export function MetricPage() {
  const { environment, key } = useParams({ from: "/environments/$environment/metrics/$key" });
  return (
    <MetricFrame environment={environment} metricKey={key}>
      {(entry) => <MetricParts key={key} environment={environment} entry={entry} />}
    </MetricFrame>
  );
}

function MetricParts({ environment, entry }: { environment: string; entry: SharedMetricEntry }) {
  const may = useMay("editor");
  const edits = useEdits({ document: documentOf(entry), version: entry.version });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [editing, setEditing] = useState(false);
  const place = { environment, nouns: "metrics" as const, key: entry.metric.key };
  return (
    <Faults value={faults}>
      <Card
        title="What it says"
        aside={
          may && (
            <Button onClick={() => setEditing(true)}>
              <Pencil aria-hidden size={15} />
              Edit…
            </Button>
          )
        }
      >
        <div className="space-y-4 px-4 py-4 sm:px-5">
          <p className="text-16">{metricSentence(edits.draft)}</p>
          {edits.draft.description && (
            <p className="max-w-prose whitespace-pre-wrap text-muted">{edits.draft.description}</p>
          )}
          <MetricFacts metric={edits.draft} />
          <FaultsAt pointer="" />
        </div>
      </Card>
      <UsesCard place={place} />
      <EditBar place={place} edits={edits} onFaults={setFaults} />
      {editing && (
        <MetricDialog
          metric={edits.draft}
          faults={faults}
          onMetric={(metric) => {
            setFaults([]);
            edits.edit(() => metric);
            setEditing(false);
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </Faults>
  );
}
