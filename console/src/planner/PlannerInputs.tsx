import type { Traffic } from "../api/documents.ts";
import { Choice } from "../kit/Choice.tsx";
import { Field } from "../kit/Field.tsx";
import { Dial } from "./Dial.tsx";
import { DEFAULTS, type PlannerChange, type PlannerSearch } from "./search.ts";

/** What the plan hangs on. */
export function PlannerInputs({
  search,
  known,
  onChange,
}: {
  search: PlannerSearch;
  known: Traffic | undefined;
  onChange: (change: PlannerChange) => void;
}) {
  return (
    <div className="space-y-5 px-4 py-4 sm:px-5">
      <Dial
        label="Smallest change worth seeing"
        unit="%"
        scale={0.01}
        low={0.005}
        high={1}
        value={search.lift ?? DEFAULTS.lift}
        onValue={(lift) => onChange({ lift })}
      />
      <Field
        label="Event"
        value={search.event ?? DEFAULTS.event}
        maxLength={64}
        onText={(event) => onChange({ event })}
      />
      <Choice
        legend="What is compared"
        options={[
          { value: "share", word: "Visitors with it" },
          { value: "mean", word: "Its value per visitor" },
        ]}
        chosen={search.kind ?? "share"}
        onChoose={(kind) => onChange({ kind: kind === "mean" ? kind : undefined })}
      />
      {search.kind === "mean" ? (
        <>
          <Dial
            label="Value per visitor now"
            unit="mean"
            low={0.01}
            high={10_000}
            value={search.mean ?? known?.mean}
            onValue={(mean) => onChange({ mean })}
          />
          <Dial
            label="How much it varies"
            unit="spread"
            low={0.01}
            high={100_000}
            value={search.spread ?? known?.spread}
            onValue={(spread) => onChange({ spread })}
          />
        </>
      ) : (
        <Dial
          label="Visitors with it now"
          unit="%"
          scale={0.01}
          low={0.0005}
          high={0.95}
          value={search.baseline ?? known?.baseline}
          onValue={(baseline) => onChange({ baseline })}
        />
      )}
      <Dial
        label="Visitors a day"
        unit="a day"
        low={10}
        high={10_000_000}
        value={search.perDay ?? known?.unitsPerDay}
        onValue={(perDay) => onChange({ perDay: Math.max(1, Math.round(perDay)) })}
      />
      <Dial
        label="Who take part"
        unit="%"
        scale={0.01}
        low={0.01}
        high={1}
        value={search.share ?? DEFAULTS.share}
        onValue={(share) => onChange({ share })}
      />
      <Dial
        label="Variants, control included"
        unit="variants"
        low={2}
        high={20}
        value={search.arms ?? DEFAULTS.arms}
        onValue={(arms) => onChange({ arms: Math.round(arms) })}
      />
      <Choice
        legend="When it is judged"
        options={[
          { value: "anytime", word: "At any time" },
          { value: "fixed", word: "Once, at the end" },
        ]}
        chosen={search.horizon ?? "anytime"}
        onChoose={(horizon) => onChange({ horizon: horizon === "fixed" ? horizon : undefined })}
      />
    </div>
  );
}
