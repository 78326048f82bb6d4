import type { Results, VitalResult } from "../api/documents.ts";
import { count, vital } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { letterOf } from "./shown.ts";
import { VariantMark } from "./VariantMark.tsx";

const NAMES: Record<string, string> = {
  LCP: "largest paint",
  INP: "reaction to input",
  CLS: "layout shift",
  TTFB: "first byte",
  FCP: "first paint",
};

/** How fast the page was for each variant. */
export function VitalsCard({ results }: { results: Results }) {
  const names = [...new Set(results.vitals.map(({ name }) => name))];
  return (
    <Card title="Web vitals">
      {names.length === 0 ? (
        <Empty title="No web vital yet">
          They come from real browsers that load the client; scripts and crawlers send none.
        </Empty>
      ) : (
        <table className="w-full table-fixed text-13 tabular-nums">
          <thead className="text-12 text-muted">
            <tr className="border-line border-b">
              <th className="w-[28%] ps-5 py-2 text-start font-medium">Variant</th>
              <th className="py-2 text-end font-medium">p50</th>
              <th className="py-2 text-end font-medium">p75</th>
              <th className="py-2 text-end font-medium">p95</th>
              <th className="py-2 pe-5 text-end font-medium">Views</th>
            </tr>
          </thead>
          {names.map((name) => (
            <Vital
              key={name}
              name={name}
              results={results}
              measured={results.vitals.filter((each) => each.name === name)}
            />
          ))}
        </table>
      )}
    </Card>
  );
}

function Vital({
  name,
  results,
  measured,
}: {
  name: string;
  results: Results;
  measured: VitalResult[];
}) {
  return (
    <tbody>
      <tr className="border-line border-b bg-sunken">
        <th colSpan={5} scope="rowgroup" className="px-5 py-1.5 text-start font-normal text-12">
          <span className="font-semibold">{name}</span>
          <span className="text-muted"> · {NAMES[name] ?? "web vital"}</span>
        </th>
      </tr>
      {measured.map(({ variant, count: views, p50, p75, p95 }) => (
        <tr key={variant} className="h-9 border-line border-b">
          <td className="ps-5">
            <VariantMark letter={letterOf(results, variant)} />
          </td>
          <td className="text-end text-muted">{vital(name, p50)}</td>
          <td className="text-end font-medium">{vital(name, p75)}</td>
          <td className="text-end text-muted">{vital(name, p95)}</td>
          <td className="pe-5 text-end text-muted">{count(views)}</td>
        </tr>
      ))}
    </tbody>
  );
}
