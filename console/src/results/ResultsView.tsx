import type { Results } from "../api/documents.ts";
import type { ResultsSearch } from "../router.tsx";
import { DecisionCard } from "./DecisionCard.tsx";
import { ForestCard } from "./ForestCard.tsx";
import { NothingCounted } from "./NothingCounted.tsx";
import { comparedVariant } from "./shown.ts";
import { UpliftCard } from "./UpliftCard.tsx";
import { VitalsCard } from "./VitalsCard.tsx";

/** The results in the order in which they should be read. */
export function ResultsView({
  environment,
  results,
  hypothesis,
  search,
  onSearch,
}: {
  environment: string;
  results: Results;
  hypothesis: string | undefined;
  search: ResultsSearch;
  onSearch: (search: ResultsSearch) => void;
}) {
  const variant = comparedVariant(results, search.variant);
  const { interval, ...rest } = search;
  return (
    <>
      {hypothesis && (
        <details className="text-13">
          <summary className="w-fit text-muted">Hypothesis</summary>
          <p className="mt-1 max-w-prose">{hypothesis}</p>
        </details>
      )}
      <DecisionCard environment={environment} results={results} />
      {results.exposedUnits === 0 || variant === undefined ? (
        <NothingCounted environment={environment} results={results} />
      ) : (
        <>
          <ForestCard
            results={results}
            variant={variant}
            kind={interval ?? "always"}
            onVariant={(chosen) => onSearch({ ...search, variant: chosen })}
            onKind={(kind) => onSearch(kind === "fixed" ? { ...rest, interval: kind } : rest)}
          />
          <UpliftCard results={results} variant={variant} search={search} onSearch={onSearch} />
        </>
      )}
      <VitalsCard results={results} />
    </>
  );
}
