import { CircleCheck, CircleX, PowerOff } from "lucide-react";
import type { KillList, Publication } from "../api/documents.ts";
import { edgeSentence, edgesAreWell } from "../home/edgeSentence.ts";

/** How it is at the edge, in a sentence; that everything is off comes before anything else. */
export function EdgeStatus({
  publication,
  global,
}: {
  publication: Publication;
  global: KillList["global"] | undefined;
}) {
  const off = global === "bypass";
  const well = edgesAreWell(publication) && publication.edges.length > 0;
  const Icon = off ? PowerOff : well ? CircleCheck : CircleX;
  const { revision, killRevision } = publication;
  return (
    <div role="status" className="flex items-start gap-3 px-4 py-5 sm:px-5">
      <Icon
        aria-hidden
        size={24}
        className={`mt-0.5 shrink-0 ${off || !well ? "text-danger" : "text-better"}`}
      />
      <div className="min-w-0">
        <p className="text-balance font-semibold text-20 tracking-tight">
          {off ? "Everything is turned off" : edgeSentence(publication)}
        </p>
        <p className="text-13 text-muted">
          {off && `${edgeSentence(publication)} · `}
          {revision === 0 ? "Nothing is published" : `Newest: revision ${revision}`}, kill list{" "}
          {killRevision}
        </p>
      </div>
    </div>
  );
}
