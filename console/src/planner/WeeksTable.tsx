import type { Planning } from "../api/documents.ts";
import { change, count, orAbsent } from "../fmt.ts";

/** What each week would bring. */
export function WeeksTable({ planning }: { planning: Planning }) {
  return (
    <table className="w-full text-13 tabular-nums">
      <thead>
        <tr className="border-line border-b text-12 text-muted">
          <th className="px-4 py-2 text-start font-normal sm:px-5">Weeks</th>
          <th className="px-2 py-2 text-end font-normal">Visitors</th>
          <th className="px-4 py-2 text-end font-normal sm:px-5">Smallest change seen</th>
        </tr>
      </thead>
      <tbody>
        {planning.weeks.map(({ week, units, smallestLift }) => (
          <tr key={week} className="border-line border-b last:border-b-0">
            <th scope="row" className="px-4 py-1.5 text-start font-normal sm:px-5">
              {week}
            </th>
            <td className="px-2 py-1.5 text-end">{count(units)}</td>
            <td className="px-4 py-1.5 text-end sm:px-5">{orAbsent(smallestLift, change)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
