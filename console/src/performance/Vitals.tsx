import type { Results } from "../api/documents.ts";
import { Empty } from "../kit/Empty.tsx";
import { useWide } from "../kit/useWide.ts";
import { Arms } from "../results/Arms.tsx";
import { VitalsByVariant } from "../results/VitalsByVariant.tsx";
import { VitalsTable } from "../results/VitalsTable.tsx";

/** More variants than this do not fit beside each other. */
const MOST_COLUMNS = 4;

/** What was measured of each variant, and which letter is which. */
export function Vitals({ results }: { results: Results }) {
  const wide = useWide() && results.variants.length <= MOST_COLUMNS;
  if (results.vitals.length === 0) {
    return (
      <Empty title="No web vital yet">
        They come from real browsers that load the client; scripts and crawlers send none.
      </Empty>
    );
  }
  return (
    <>
      {wide ? (
        <>
          <p className="px-5 pt-2 text-end text-12 text-muted">p50 · p75 · p95</p>
          <VitalsTable results={results} />
        </>
      ) : (
        <VitalsByVariant results={results} />
      )}
      <div className="-mt-px flex border-line border-t px-4 pb-4 sm:px-5 [&>ul]:flex-1 [&>ul]:border-t-0">
        <Arms results={results} />
      </div>
    </>
  );
}
