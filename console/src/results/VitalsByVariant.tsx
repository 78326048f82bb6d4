import type { Results } from "../api/documents.ts";
import { count, vital } from "../fmt.ts";
import { letterOf } from "./shown.ts";
import { VariantMark } from "./VariantMark.tsx";
import { vitalMeaning, vitalNames } from "./vitals.ts";

/** A group per web vital, a row per variant: fits a phone and any number of variants. */
export function VitalsByVariant({ results }: { results: Results }) {
  return (
    <table className="w-full table-fixed text-12 tabular-nums">
      <thead className="text-muted">
        <tr className="border-line border-b">
          <th className="w-[24%] py-2 ps-4 text-start font-medium">Variant</th>
          <th className="py-2 text-end font-medium">p50</th>
          <th className="py-2 text-end font-medium">p75</th>
          <th className="py-2 text-end font-medium">p95</th>
          <th className="py-2 pe-4 text-end font-medium">Views</th>
        </tr>
      </thead>
      {vitalNames(results).map((name) => (
        <tbody key={name}>
          <tr className="border-line border-b bg-sunken">
            <th colSpan={5} scope="rowgroup" className="px-4 py-1.5 text-start font-normal">
              <span className="font-semibold">{name}</span>
              <span className="text-muted"> · {vitalMeaning(name)}</span>
            </th>
          </tr>
          {results.vitals
            .filter((each) => each.name === name)
            .map(({ variant, count: views, p50, p75, p95 }) => (
              <tr key={variant} className="h-9 border-line border-b">
                <td className="ps-4">
                  <VariantMark letter={letterOf(results, variant)} />
                </td>
                <td className="text-end text-muted">{vital(name, p50)}</td>
                <td className="text-end font-medium">{vital(name, p75)}</td>
                <td className="text-end text-muted">{vital(name, p95)}</td>
                <td className="pe-4 text-end text-muted">{count(views)}</td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  );
}
