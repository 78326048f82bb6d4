import type { Results } from "../api/documents.ts";
import { level } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";
import { Choice } from "../kit/Choice.tsx";
import { Empty } from "../kit/Empty.tsx";
import { useWide } from "../kit/useWide.ts";
import { ForestCards } from "./ForestCards.tsx";
import { ForestTable } from "./ForestTable.tsx";
import { axisOf } from "./forest.ts";
import { type IntervalKind, letterOf, type Row, rowsOf } from "./shown.ts";

/** Below, the seven columns leave the bars less than 200 px. */
const TABLE_FROM_PX = 1200;

/** The effect of one variant on every metric, on one axis. */
export function ForestCard({
  results,
  variant,
  kind,
  onVariant,
  onKind,
}: {
  results: Results;
  variant: string;
  kind: IntervalKind;
  onVariant: (variant: string) => void;
  onKind: (kind: IntervalKind) => void;
}) {
  const wide = useWide(TABLE_FROM_PX);
  const rows = rowsOf(results, variant, kind);
  const axis = axisOf(
    rows.flatMap(({ metric, range }) => (range ? [{ role: metric.role, range }] : [])),
  );
  const others = results.variants.filter((each) => each.variant !== results.control);
  const letters = {
    control: letterOf(results, results.control),
    variant: letterOf(results, variant),
  };
  const Forest = wide ? ForestTable : ForestCards;
  return (
    <Card
      title={`Effect of ${letters.variant} compared with ${letters.control}`}
      aside={
        <div className="flex flex-wrap items-center gap-2">
          {others.length > 1 && (
            <Choice
              legend="Compared variant"
              chosen={variant}
              options={others.map((each) => ({ value: each.variant, word: each.letter }))}
              onChoose={onVariant}
            />
          )}
          <Choice
            legend="Interval"
            chosen={kind}
            options={[
              { value: "always", word: "Always valid" },
              { value: "fixed", word: "Fixed horizon" },
            ]}
            onChoose={onKind}
          />
        </div>
      }
    >
      {rows.length === 0 ? (
        <Empty title="No metric is chosen">Add a goal metric to the experiment.</Empty>
      ) : (
        <Forest results={results} variant={variant} rows={rows} axis={axis} letters={letters} />
      )}
      <p className="border-line border-t px-4 sm:px-5 py-2.5 text-12 text-muted">
        {caption(rows, kind)}
      </p>
    </Card>
  );
}

function caption(rows: Row[], kind: IntervalKind): string {
  const alpha = rows.find(({ judgement }) => judgement?.alpha !== undefined)?.judgement?.alpha;
  const held = alpha === undefined ? "" : `${level(1 - alpha)} `;
  return kind === "always"
    ? `Bars are ${held}intervals that hold however often you look; the dark part holds 66%.`
    : `Bars are ${held}intervals for one look at the planned end; the dark part holds 66%. Verdicts stay those of the always-valid interval.`;
}
