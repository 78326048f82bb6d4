import { axisChange } from "../fmt.ts";
import type { Axis } from "./forest.ts";

const MANY_TICKS = 6;

/** In a narrow box every second label stands back; zero never does. */
export function AxisLabels({ axis }: { axis: Axis }) {
  const zero = axis.ticks.indexOf(0);
  const narrow = axis.ticks.length > MANY_TICKS ? "@max-[26rem]:hidden" : "@max-[19rem]:hidden";
  return (
    <div className="@container relative h-4 text-11 text-muted tabular-nums">
      {axis.ticks.map((tick, index) => (
        <span
          key={tick}
          className={`-translate-x-1/2 absolute font-normal ${(index - zero) % 2 === 0 ? "" : narrow}`}
          style={{ left: `${axis.place(tick)}%` }}
        >
          {axisChange(tick, axis.step)}
        </span>
      ))}
    </div>
  );
}
