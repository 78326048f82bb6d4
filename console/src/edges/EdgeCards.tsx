import { EdgeName } from "./EdgeName.tsx";
import { EdgeStateChip } from "./EdgeStateChip.tsx";
import type { EdgesProps } from "./EdgeTable.tsx";
import { edgeFacts } from "./edgeFacts.ts";

/** The edges on a phone: a card each, with every value of the table. */
export function EdgeCards({ publication, now }: EdgesProps) {
  return (
    <ul>
      {publication.edges.map((edge) => (
        <li key={edge.edge} className="space-y-3 border-line border-b px-4 py-3.5 last:border-b-0">
          <div className="flex items-start justify-between gap-3">
            <EdgeName edge={edge} />
            <EdgeStateChip state={edge.state} />
          </div>
          <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-13 tabular-nums">
            {edgeFacts(edge, publication, now).map(({ term, fact }) => (
              <div key={term}>
                <dt className="text-12 text-muted">{term}</dt>
                <dd>{fact}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
