import type { Publication } from "../api/documents.ts";
import { bytes, count, orAbsent, time } from "../fmt.ts";

export function PublishedFacts({ publication }: { publication: Publication }) {
  const { revision, killRevision, publishedAt, publishedBy, sizeBytes } = publication;
  const facts: [string, string][] = [
    ["Revision", revision === 0 ? "none yet" : count(revision)],
    ["Published", orAbsent(publishedAt, time)],
    ["By", publishedBy ?? "\u2013"],
    ["Snapshot", orAbsent(sizeBytes, bytes)],
    ["Kill list", count(killRevision)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-4 px-4 sm:px-5 py-4 sm:grid-cols-5">
      {facts.map(([term, fact]) => (
        <div key={term} className="min-w-0">
          <dt className="text-12 text-muted">{term}</dt>
          <dd className="font-medium tabular-nums">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
