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
  const Table =
    useWide() && results.variants.length <= MOST_COLUMNS ? VitalsTable : VitalsByVariant;
  if (results.vitals.length === 0) {
    return (
      <Empty title="No web vital yet">
        They come from real browsers that load the client; scripts and crawlers send none.
      </Empty>
    );
  }
  return (
    <>
      <Table results={results} />
      <div className="flex px-4 pb-4 sm:px-5 [&>ul]:flex-1">
        <Arms results={results} />
      </div>
    </>
  );
}
