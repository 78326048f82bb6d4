import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import type { FlagEntry } from "../api/documents.ts";
import { EditBar } from "../edits/EditBar.tsx";
import { type Fault, Faults } from "../edits/faults.ts";
import { useEdits } from "../edits/useEdits.ts";
import { Card } from "../kit/Card.tsx";
import { DetailsCard } from "./DetailsCard.tsx";
import { FlagDocument } from "./FlagDocument.tsx";
import { FlagFrame } from "./FlagFrame.tsx";
import { RuleEditor } from "./RuleEditor.tsx";
import { RuleList } from "./RuleList.tsx";
import { VariantList } from "./VariantList.tsx";
import { VisitorTest } from "./VisitorTest.tsx";

const FROM = "/environments/$environment/flags/$key";

export function FlagPage() {
  const { environment, key } = useParams({ from: FROM });
  return (
    <FlagFrame environment={environment} flagKey={key}>
      {(loaded) => <FlagParts key={key} environment={environment} entry={loaded} />}
    </FlagFrame>
  );
}

function FlagParts({ environment, entry }: { environment: string; entry: FlagEntry }) {
  const { document } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const may = useMay("editor");
  const edits = useEdits({ document: entry.flag, version: entry.version });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const flag = edits.draft;
  const editing = may && {
    onFlag: (change: (draft: typeof flag) => typeof flag) => {
      // Places in the document are no longer what they were when it was sent.
      setFaults([]);
      edits.edit(change);
    },
  };
  return (
    <Faults value={faults}>
      <p className="text-16">{entry.summary}</p>
      <Card
        title="Rules"
        aside={<span className="text-12 text-muted">The first match decides</span>}
      >
        {editing ? (
          <RuleEditor environment={environment} flag={flag} state={entry.state} {...editing} />
        ) : (
          <RuleList entry={entry} environment={environment} />
        )}
      </Card>
      <Card title="Variants">
        <VariantList flag={flag} {...editing} />
      </Card>
      <DetailsCard flag={flag} {...editing} />
      <VisitorTest environment={environment} flag={entry.flag} />
      <FlagDocument
        flag={flag}
        open={document === true}
        onOpen={(open) => void navigate({ search: open ? { document: true } : {}, replace: true })}
      />
      <EditBar
        place={{ environment, nouns: "flags", key: entry.flag.key }}
        edits={edits}
        onFaults={setFaults}
      />
    </Faults>
  );
}
