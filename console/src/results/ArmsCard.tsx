import type { Results } from "../api/documents.ts";
import { count, weight } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";
import { VariantMark } from "./VariantMark.tsx";

/** Which letter is which variant, and how many visitors saw it. */
export function ArmsCard({ results }: { results: Results }) {
  return (
    <Card title="Variants">
      <table className="w-full text-13 tabular-nums">
        <thead className="text-12 text-muted">
          <tr className="border-line border-b">
            <th className="px-5 py-2 text-start font-medium">Variant</th>
            <th className="px-2 py-2 text-end font-medium">Planned</th>
            <th className="px-5 py-2 text-end font-medium">Visitors</th>
          </tr>
        </thead>
        <tbody>
          {results.variants.map((each) => (
            <tr key={each.variant} className="h-11 border-line border-b last:border-b-0">
              <td className="px-5">
                <span className="flex flex-wrap items-center gap-x-2">
                  <VariantMark letter={each.letter} />
                  <span className="min-w-0 break-all">{each.variant}</span>
                  {each.variant === results.control && (
                    <span className="text-12 text-muted">control</span>
                  )}
                </span>
              </td>
              <td className="px-2 text-end">{weight(each.weight)}</td>
              <td className="px-5 text-end">{count(each.units)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
