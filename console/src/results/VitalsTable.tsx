import type { Results, VitalResult } from "../api/documents.ts";
import { count, vital } from "../fmt.ts";
import { VariantMark } from "./VariantMark.tsx";
import { vitalMeaning, vitalNames } from "./vitals.ts";

/** A row per web vital, a column per variant. */
export function VitalsTable({ results }: { results: Results }) {
  return (
    <table className="w-full table-fixed text-13 tabular-nums">
      <thead className="text-12">
        <tr className="border-line border-b">
          <th className="w-[24%] px-5 py-2 text-start font-medium text-muted">Vital</th>
          {results.variants.map(({ variant, letter }) => (
            <th key={variant} className="px-5 py-2 text-end">
              <VariantMark letter={letter} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {vitalNames(results).map((name) => (
          <tr key={name} className="h-11 border-line border-b last:border-b-0">
            <td className="px-5 py-1.5">
              <div className="font-medium">{name}</div>
              <div className="text-12 text-muted">{vitalMeaning(name)}</div>
            </td>
            {results.variants.map(({ variant }) => (
              <td key={variant} className="px-5 py-1.5 text-end">
                <Percentiles
                  measured={results.vitals.find(
                    (each) => each.name === name && each.variant === variant,
                  )}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Percentiles({ measured }: { measured: VitalResult | undefined }) {
  if (measured === undefined) {
    return <span className="text-muted">none yet</span>;
  }
  const { name, p50, p75, p95, count: views } = measured;
  return (
    <>
      <div>
        <span className="text-muted">{vital(name, p50)} · </span>
        <span className="font-semibold">{vital(name, p75)}</span>
        <span className="text-muted"> · {vital(name, p95)}</span>
      </div>
      <div className="text-11 text-muted">{count(views)} views</div>
    </>
  );
}
