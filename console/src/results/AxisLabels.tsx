import { axisChange } from "../fmt.ts";
import type { Axis } from "./forest.ts";

export function AxisLabels({ axis }: { axis: Axis }) {
  return (
    <div className="relative h-4 text-11 text-muted tabular-nums">
      {axis.ticks.map((tick) => (
        <span
          key={tick}
          className="-translate-x-1/2 absolute font-normal"
          style={{ left: `${axis.place(tick)}%` }}
        >
          {axisChange(tick, axis.step)}
        </span>
      ))}
    </div>
  );
}
