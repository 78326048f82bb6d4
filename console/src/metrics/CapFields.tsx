import type { Metric } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { NumberField } from "../kit/NumberField.tsx";
import { Select } from "../kit/Select.tsx";

type Cap = Metric["cap"];
type Kind = "none" | "percentile" | "value";

/** The most that one unit may add to a mean. */
export function CapFields({ cap, onCap }: { cap: Cap; onCap: (cap: Cap) => void }) {
  const kind: Kind =
    cap === undefined ? "none" : cap.percentile === undefined ? "value" : "percentile";
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        label="Limit of a unit"
        options={[
          { value: "none", word: "none" },
          { value: "percentile", word: "a percentile of all units" },
          { value: "value", word: "a value" },
        ]}
        chosen={kind}
        onChoose={(chosen) =>
          onCap(
            chosen === "none"
              ? undefined
              : chosen === "percentile"
                ? { percentile: 0.99 }
                : { value: 0 },
          )
        }
      />
      {kind !== "none" && (
        <NumberField
          key={kind}
          label={kind === "percentile" ? "Percentile, as 0.99" : "At most"}
          required
          value={cap?.[kind]}
          onNumber={(value) => onCap(value === undefined ? {} : { [kind]: value })}
        />
      )}
      <div className="sm:col-span-2">
        <FaultsAt pointer="/cap" />
      </div>
    </div>
  );
}
