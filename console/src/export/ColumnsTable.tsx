import type { Column } from "./columns.ts";

export function ColumnsTable({ columns }: { columns: Column[] }) {
  return (
    <table className="w-full table-fixed text-13">
      <thead className="text-12 text-muted">
        <tr className="border-line border-b">
          <th className="w-[46%] ps-4 pe-2 py-2 text-start font-medium sm:w-[42%] sm:ps-5">
            Column
          </th>
          <th className="py-2 ps-2 pe-4 text-start font-medium sm:pe-5">What it is</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, meaning }) => (
          <tr key={name} className="border-line border-b last:border-b-0">
            <th scope="row" className="py-1.5 ps-4 pe-2 text-start align-top font-normal sm:ps-5">
              <code className="break-words text-12">{name}</code>
            </th>
            <td className="py-1.5 ps-2 pe-4 text-muted sm:pe-5">{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
