import type { Metric, MetricKind } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Field } from "../kit/Field.tsx";
import { NumberField } from "../kit/NumberField.tsx";
import { Select } from "../kit/Select.tsx";
import { CapFields } from "./CapFields.tsx";
import type { MetricDocument } from "./document.ts";
import { SelectionFields } from "./SelectionFields.tsx";
import { EMPTY, StepFields } from "./StepFields.tsx";

const KINDS: { value: MetricKind; word: string }[] = [
  { value: "proportion", word: "Share of units with the event" },
  { value: "mean", word: "Mean: what is added up per unit" },
  { value: "ratio", word: "Ratio of two sums" },
  { value: "quantile", word: "Quantile of the events' values" },
  { value: "retention", word: "Retention: share of units that came back" },
  { value: "funnel", word: "Funnel: share of units that took all steps" },
];

const RETURNS: { value: NonNullable<Metric["return"]>; word: string }[] = [
  { value: "exact", word: "on that day" },
  { value: "rolling", word: "on any day up to it" },
  { value: "unbounded", word: "on it or later" },
];

/** What belongs to one kind only, and goes when another is chosen. */
const OF_A_KIND = ["per", "quantile", "day", "return", "steps", "cap", "amount"] as const;

/** How events become a number, and which way it should move. */
export function MetricFields({
  metric,
  onMetric,
}: {
  metric: MetricDocument;
  onMetric: (metric: MetricDocument) => void;
}) {
  /** A field that is undefined is absent. */
  function change(fields: { [Name in keyof MetricDocument]?: MetricDocument[Name] | undefined }) {
    const next = Object.entries({ ...metric, ...fields }).filter(
      ([, value]) => value !== undefined,
    );
    onMetric(Object.fromEntries(next) as MetricDocument);
  }

  function choose(kind: MetricKind) {
    const cleared = Object.fromEntries(OF_A_KIND.map((name) => [name, undefined]));
    const funnel = kind === "funnel";
    change({
      ...cleared,
      kind,
      event: funnel ? undefined : (metric.event ?? ""),
      ...(funnel && {
        of: undefined,
        where: undefined,
        steps: [EMPTY, EMPTY],
      }),
      ...(kind === "ratio" && { per: EMPTY }),
      ...(kind === "quantile" && { quantile: 0.75 }),
      ...(kind === "retention" && { day: 7 }),
    });
  }

  return (
    <>
      <Select label="Kind" options={KINDS} chosen={metric.kind} onChoose={choose} />
      {metric.kind === "funnel" ? (
        <StepFields steps={metric.steps ?? []} onSteps={(steps) => change({ steps })} />
      ) : (
        <SelectionFields
          selection={metric}
          sums={metric.kind === "mean" || metric.kind === "ratio"}
          onSelection={change}
          pointer=""
        />
      )}
      {metric.kind === "ratio" && metric.per && (
        <fieldset className="space-y-4 rounded-md border border-line p-3">
          <legend className="px-1 font-medium text-13">Divided by</legend>
          <SelectionFields
            selection={metric.per}
            sums
            onSelection={(fields) => {
              const next = Object.entries({ ...metric.per, ...fields });
              change({
                per: Object.fromEntries(
                  next.filter(([, value]) => value !== undefined),
                ) as typeof metric.per,
              });
            }}
            pointer="/per"
          />
        </fieldset>
      )}
      {metric.kind === "quantile" && (
        <div>
          <NumberField
            label="Quantile, as 0.75"
            required
            value={metric.quantile}
            onNumber={(quantile) => change({ quantile })}
          />
          <FaultsAt pointer="/quantile" />
        </div>
      )}
      {metric.kind === "retention" && (
        <div className="grid gap-3 sm:grid-cols-2">
          <div>
            <NumberField
              label="Days after the first exposure"
              required
              value={metric.day}
              onNumber={(day) => change({ day })}
            />
            <FaultsAt pointer="/day" />
          </div>
          <Select
            label="Came back"
            options={RETURNS}
            chosen={metric.return ?? "exact"}
            onChoose={(how) => change({ return: how === "exact" ? undefined : how })}
          />
        </div>
      )}
      <Select
        label="Better is"
        options={[
          { value: "increase", word: "more" },
          { value: "decrease", word: "less" },
        ]}
        chosen={metric.direction}
        onChoose={(direction) => change({ direction })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <div>
          <NumberField
            label="Begins so many hours after the first exposure"
            value={metric.delayHours}
            onNumber={(delayHours) => change({ delayHours })}
          />
          <FaultsAt pointer="/delayHours" />
        </div>
        <div>
          <NumberField
            label="Counts for so many hours, if not until now"
            value={metric.windowHours}
            onNumber={(windowHours) => change({ windowHours })}
          />
          <FaultsAt pointer="/windowHours" />
        </div>
      </div>
      {metric.kind === "mean" && <CapFields cap={metric.cap} onCap={(cap) => change({ cap })} />}
      {(metric.kind === "mean" || metric.kind === "ratio" || metric.kind === "quantile") && (
        <div>
          <Field
            label="Unit of the values: a currency as EUR, or a short word"
            maxLength={16}
            value={metric.unit ?? ""}
            onText={(unit) => change({ unit: unit === "" ? undefined : unit })}
          />
          <FaultsAt pointer="/unit" />
        </div>
      )}
    </>
  );
}
