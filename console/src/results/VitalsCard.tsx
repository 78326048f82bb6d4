import type { Results } from "../api/documents.ts";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { useWide } from "../kit/useWide.ts";
import { VitalsByVariant } from "./VitalsByVariant.tsx";
import { VitalsTable } from "./VitalsTable.tsx";

/** More variants than this do not fit beside each other. */
const MOST_COLUMNS = 4;

/** How fast the page was for each variant. */
export function VitalsCard({ results }: { results: Results }) {
  const empty = results.vitals.length === 0;
  const wide = useWide() && results.variants.length <= MOST_COLUMNS;
  const Vitals = wide ? VitalsTable : VitalsByVariant;
  return (
    <Card
      title="Web vitals"
      {...(wide && !empty
        ? { aside: <span className="text-12 text-muted">p50 · p75 · p95</span> }
        : {})}
    >
      {empty ? (
        <Empty title="No web vital yet">
          They come from real browsers that load the client; scripts and crawlers send none.
        </Empty>
      ) : (
        <Vitals results={results} />
      )}
    </Card>
  );
}
