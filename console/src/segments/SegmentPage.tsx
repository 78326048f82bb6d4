import { useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import type { SegmentEntry } from "../api/documents.ts";
import { EditBar } from "../edits/EditBar.tsx";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { type Fault, Faults } from "../edits/faults.ts";
import { useEdits } from "../edits/useEdits.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { UsesCard } from "../library/UsesCard.tsx";
import { SegmentDialog } from "./SegmentDialog.tsx";
import { SegmentFrame } from "./SegmentFrame.tsx";
import { segmentSentence } from "./sentence.ts";

export function SegmentPage() {
  const { environment, key } = useParams({ from: "/environments/$environment/segments/$key" });
  return (
    <SegmentFrame environment={environment} segmentKey={key}>
      {(entry) => <SegmentParts key={key} environment={environment} entry={entry} />}
    </SegmentFrame>
  );
}

function SegmentParts({ environment, entry }: { environment: string; entry: SegmentEntry }) {
  const may = useMay("editor");
  const edits = useEdits({ document: entry.segment, version: entry.version });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [editing, setEditing] = useState(false);
  const place = { environment, nouns: "segments" as const, key: entry.segment.key };
  return (
    <Faults value={faults}>
      <Card
        title="Who is in it"
        aside={
          may && (
            <Button onClick={() => setEditing(true)}>
              <Pencil aria-hidden size={15} />
              Edit…
            </Button>
          )
        }
      >
        <div className="space-y-2 px-4 py-4 sm:px-5">
          <p className="text-16">{segmentSentence(edits.draft)}</p>
          {edits.draft.description && (
            <p className="max-w-prose whitespace-pre-wrap text-muted">{edits.draft.description}</p>
          )}
          <FaultsAt pointer="/when" />
        </div>
      </Card>
      <UsesCard place={place} />
      <EditBar place={place} edits={edits} onFaults={setFaults} />
      {editing && (
        <SegmentDialog
          environment={environment}
          segment={edits.draft}
          faults={faults}
          onSegment={(segment) => {
            setFaults([]);
            edits.edit(() => segment);
            setEditing(false);
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </Faults>
  );
}
