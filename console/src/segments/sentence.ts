import type { Segment } from "../api/documents.ts";
import { conditionSentence } from "../flags/sentence.ts";

/** Who is in a segment, in plain words. */
export function segmentSentence({ when }: Segment): string {
  return when === undefined
    ? "Whoever the caller says is in it"
    : `Units for which ${conditionSentence(when)}`;
}
