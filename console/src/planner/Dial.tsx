import { useId } from "react";

/** A number that is drawn with a slider or typed exactly; the slider moves on a logarithmic scale. */
export function Dial({
  label,
  unit,
  value,
  low,
  high,
  scale = 1,
  onValue,
}: {
  label: string;
  unit: string;
  value: number | undefined;
  low: number;
  high: number;
  /** What one of the unit is: 0.01 where people write percent. */
  scale?: number;
  onValue: (value: number) => void;
}) {
  const id = useId();
  const shown = value === undefined ? "" : String(tidy(value / scale));
  const place = value === undefined ? 0 : placeOf(value, low, high);
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id} className="text-13">
          {label}
        </label>
        <span className="flex items-center gap-1.5">
          <input
            id={id}
            type="number"
            inputMode="decimal"
            step="any"
            min={tidy(low / scale)}
            max={tidy(high / scale)}
            defaultValue={shown}
            key={shown}
            onBlur={({ target }) => typed(target)}
            onKeyDown={({ key, currentTarget }) => {
              if (key === "Enter") typed(currentTarget);
            }}
            className="h-8 w-28 rounded-sm border border-line-strong bg-surface px-2 text-end text-14 tabular-nums"
          />
          <span className="w-14 text-12 text-muted">{unit}</span>
        </span>
      </div>
      <input
        type="range"
        aria-label={`${label}, roughly`}
        min={0}
        max={1000}
        value={Math.round(place * 1000)}
        onChange={({ target }) => onValue(tidy(valueAt(Number(target.value) / 1000, low, high)))}
        className="mt-1 w-full accent-accent"
      />
    </div>
  );

  function typed(input: HTMLInputElement) {
    const number = Number(input.value) * scale;
    if (input.value !== "" && number >= low && number <= high) {
      onValue(number);
    } else {
      input.value = shown;
    }
  }
}

function placeOf(value: number, low: number, high: number): number {
  const place = Math.log(value / low) / Math.log(high / low);
  return Math.min(1, Math.max(0, place));
}

function valueAt(place: number, low: number, high: number): number {
  return low * (high / low) ** place;
}

/** Three digits are as many as anybody plans with. */
function tidy(value: number): number {
  return Number(value.toPrecision(3));
}
