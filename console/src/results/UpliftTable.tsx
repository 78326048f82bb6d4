import { change, range } from "../fmt.ts";
import { type Line, momentText } from "./uplift.ts";
import { VariantMark } from "./VariantMark.tsx";

/** The chart's numbers, the newest first. */
export function UpliftTable({ lines, moments }: { lines: Line[]; moments: number[] }) {
  return (
    <table className="w-full text-13 tabular-nums">
      <thead className="text-12">
        <tr className="border-line border-b">
          <th className="px-4 py-2 text-start font-medium text-muted sm:px-5">Moment</th>
          {lines.map(({ variant, letter }) => (
            <th key={variant} className="px-4 py-2 text-end sm:px-5">
              <VariantMark letter={letter} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moments.toReversed().map((moment) => (
          <tr key={moment} className="border-line border-b last:border-b-0">
            <td className="whitespace-nowrap px-4 py-1.5 text-muted sm:px-5">
              {momentText(moment, moments)}
            </td>
            {lines.map(({ variant, points }) => {
              const point = points.find(({ at }) => at === moment);
              return (
                <td key={variant} className="px-4 py-1.5 text-end sm:px-5">
                  {point === undefined ? (
                    <span className="text-muted">not judged</span>
                  ) : (
                    <>
                      <span className="font-medium">{change(point.estimate)}</span>{" "}
                      <span className="block whitespace-nowrap text-12 text-muted sm:inline">
                        {range(point, change)}
                      </span>
                    </>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
