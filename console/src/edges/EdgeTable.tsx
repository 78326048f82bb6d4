import type { Publication } from "../api/documents.ts";
import { EdgeName } from "./EdgeName.tsx";
import { EdgeStateChip } from "./EdgeStateChip.tsx";
import { edgeFacts } from "./edgeFacts.ts";

export type EdgesProps = { publication: Publication; now: number };

export function EdgeTable({ publication, now }: EdgesProps) {
  return (
    <table className="w-full table-fixed text-13 tabular-nums">
      <thead className="text-12 text-muted">
        <tr className="border-line border-b">
          <th className="px-5 py-2 text-start font-medium">Edge</th>
          <th className="w-36 px-3 py-2 text-start font-medium">State</th>
          <th className="w-24 px-3 py-2 text-end font-medium">Snapshot</th>
          <th className="w-24 px-3 py-2 text-end font-medium">Kill list</th>
          <th className="w-24 px-3 py-2 text-end font-medium">Took</th>
          <th className="w-32 px-5 py-2 text-end font-medium">Last heard</th>
        </tr>
      </thead>
      <tbody>
        {publication.edges.map((edge) => (
          <tr key={edge.edge} className="h-11 border-line border-b last:border-b-0">
            <td className="px-5 py-2">
              <EdgeName edge={edge} />
            </td>
            <td className="px-3 py-2">
              <EdgeStateChip state={edge.state} />
            </td>
            {edgeFacts(edge, publication, now).map(({ term, fact }) => (
              <td key={term} className="px-3 py-2 text-end last:px-5">
                {fact}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
