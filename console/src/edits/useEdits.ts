import { useState } from "react";
import type { Difference } from "../api/documents.ts";
import { differing } from "./differing.ts";
import { onTop } from "./onTop.ts";

export type Saved<Document> = { document: Document; version: number };

/** A document that somebody edits: nothing is sent until all of it is reviewed. */
export type Edits<Document> = {
  /** The version that the edits were made on. */
  base: Saved<Document>;
  draft: Document;
  differences: Difference[];
  edit: (change: (draft: Document) => Document) => void;
  discard: () => void;
  /** Puts the edits on top of what somebody else has made meanwhile. */
  putOnTop: (theirs: Saved<Document>) => void;
};

export function useEdits<Document extends object>(saved: Saved<Document>): Edits<Document> {
  const [edited, setEdited] = useState<{ base: Saved<Document>; draft: Document }>();
  const { base, draft } = edited ?? { base: saved, draft: saved.document };
  const differences = differing(base.document, draft);
  return {
    base: differences.length === 0 ? saved : base,
    draft: differences.length === 0 ? saved.document : draft,
    differences,
    edit: (change) =>
      setEdited((before) => {
        const from = before ?? { base: saved, draft: saved.document };
        const next = change(from.draft);
        return differing(from.base.document, next).length === 0
          ? undefined
          : { base: from.base, draft: next };
      }),
    discard: () => setEdited(undefined),
    putOnTop: (theirs) =>
      setEdited({ base: theirs, draft: onTop(base.document, draft, theirs.document) }),
  };
}
