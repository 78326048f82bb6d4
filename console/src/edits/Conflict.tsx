import { TriangleAlert } from "lucide-react";
import { Button } from "../kit/Button.tsx";
import { Differences } from "../kit/Differences.tsx";
import { differing } from "./differing.ts";
import type { Saved } from "./useEdits.ts";

/** What somebody else has saved meanwhile, and the two ways on. */
export function Conflict<Document extends object>({
  base,
  theirs,
  onPutOnTop,
  onDiscard,
}: {
  base: Saved<Document>;
  theirs: Saved<Document> & { updatedBy: string };
  onPutOnTop: () => void;
  onDiscard: () => void;
}) {
  return (
    <div role="alert" className="space-y-3 rounded-md border border-warn bg-warn-soft p-3">
      <p className="flex gap-2 font-medium text-warn">
        <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0" />
        {theirs.updatedBy} has saved version {theirs.version} meanwhile
      </p>
      <div className="rounded-sm bg-surface p-3">
        <Differences differences={differing(base.document, theirs.document)} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={onPutOnTop}>
          Apply mine on top
        </Button>
        <Button onClick={onDiscard}>Discard mine</Button>
      </div>
    </div>
  );
}
