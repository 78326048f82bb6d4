import type { Comparison, Judgement, MetricResult, Results } from "../api/documents.ts";
import {
  change,
  count,
  level,
  orAbsent,
  points,
  pValue,
  range,
  share,
  signedAmount,
  time,
} from "../fmt.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { isShare, letterOf } from "./shown.ts";

/** How the numbers came about, in this experiment's own figures. */
export function ExplainDrawer({
  results,
  variant,
  onClose,
}: {
  results: Results;
  variant: string | undefined;
  onClose: () => void;
}) {
  return (
    <Dialog title="How was this computed?" side="end" onClose={onClose}>
      <div className="space-y-5">
        <Counted results={results} />
        <section className="space-y-1">
          <h3 className="font-semibold text-14">Two intervals</h3>
          <p className="text-muted">
            The always-valid interval stays true however often you look, so you may stop any day. It
            is wider for that.
          </p>
          <p className="text-muted">
            The fixed-horizon interval is narrower, and true for one look that was planned before
            the start. Looking daily and stopping at the first good day makes it lie.
          </p>
        </section>
        {variant !== undefined &&
          results.metrics.map((metric) => (
            <MetricMethod
              key={metric.metric}
              metric={metric}
              comparison={metric.comparisons.find((each) => each.variant === variant)}
              letter={letterOf(results, variant)}
            />
          ))}
      </div>
    </Dialog>
  );
}

function Counted({ results }: { results: Results }) {
  const { asOf, exposedUnits, crossoverUnits, plannedUnits } = results;
  return (
    <section className="space-y-1">
      <h3 className="font-semibold text-14">What was counted</h3>
      <p className="text-muted">
        {count(exposedUnits)} visitors saw a variant until {time(asOf)}. Each counts for the variant
        seen first, with what they did after that.
        {crossoverUnits !== undefined && ` ${count(crossoverUnits)} saw more than one variant.`}
        {plannedUnits !== undefined && ` ${count(plannedUnits)} visitors are planned.`}
      </p>
    </section>
  );
}

function MetricMethod({
  metric,
  comparison,
  letter,
}: {
  metric: MetricResult;
  comparison: Comparison | undefined;
  letter: string;
}) {
  return (
    <section className="space-y-2">
      <h3 className="font-semibold text-14">
        {metric.name} <span className="font-normal text-muted">· {letter}</span>
      </h3>
      {comparison === undefined ? (
        <p className="text-muted">Not compared.</p>
      ) : (
        <dl className="space-y-3">
          <Method title="Always valid" metric={metric} judgement={comparison.always} />
          <Method title="Fixed horizon" metric={metric} judgement={comparison.fixed} />
          <Beside comparison={comparison} />
        </dl>
      )}
    </section>
  );
}

/** What else the statistics say of a comparison, a line each. */
function Beside({ comparison }: { comparison: Comparison }) {
  const { chance, corrected, covariate, exactP, guardrail, detectable } = comparison;
  const lines = [
    corrected &&
      `Among all of its kind (${corrected.method}): p ${pValue(corrected.p)}, held against 0.05`,
    chance && `Chance to be better: ${share(chance.better)}. Not safe under peeking`,
    covariate &&
      `The visitors' past takes away ${share(covariate.varianceReduction)} of the variance`,
    covariate?.imbalanced && "The variants' visitors were not alike before the experiment",
    exactP !== undefined && `Exact test of small counts: p ${pValue(exactP)}`,
    guardrail && `Guardrail: ${guardrail}`,
    detectable !== undefined &&
      `A change of ${share(detectable)} would be found now with 80% power`,
  ].filter((line): line is string => typeof line === "string");
  return lines.length === 0 ? null : (
    <div className="rounded-md bg-sunken px-3 py-2 text-13">
      <dt className="font-medium">Beside it</dt>
      {lines.map((line) => (
        <dd key={line} className="tabular-nums">
          {line}.
        </dd>
      ))}
    </div>
  );
}

function Method({
  title,
  metric,
  judgement,
}: {
  title: string;
  metric: MetricResult;
  judgement: Judgement;
}) {
  const { method, alpha, p, absolute, relative, reason } = judgement;
  const [difference, unit] = isShare(metric)
    ? [points, "percentage points"]
    : [(value: number) => signedAmount(value, metric.unit), "per visitor"];
  const held = alpha === undefined ? "" : ` at ${level(1 - alpha)}`;
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-13">
      <dt className="font-medium">
        {title} <span className="font-normal text-muted">· {method + held}</span>
      </dt>
      {reason && <dd className="text-muted">{reason}</dd>}
      {absolute && (
        <dd className="tabular-nums">
          Difference {difference(absolute.estimate)} {unit} ({range(absolute, difference)})
        </dd>
      )}
      {relative && (
        <dd className="tabular-nums">
          Relative change {change(relative.estimate)} ({range(relative, change)})
        </dd>
      )}
      {p !== undefined && <dd className="tabular-nums">p-value {orAbsent(p, pValue)}</dd>}
    </div>
  );
}
