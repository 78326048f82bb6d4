import type { Column } from "./columns.ts";

export function ColumnsTable({ columns }: { columns: Column[] }) {
  return (
    <table className="w-full table-fixed text-13">
      <thead className="text-12 text-muted">
        <tr className="border-line border-b">
          <th className="w-[42%] px-4 py-2 text-start font-medium sm:px-5">Column</th>
          <th className="px-4 py-2 text-start font-medium sm:px-5">What it is</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, meaning }) => (
          <tr key={name} className="border-line border-b last:border-b-0">
            <th scope="row" className="px-4 py-1.5 text-start align-top font-normal sm:px-5">
              <code className="break-words text-12">{name}</code>
            </th>
            <td className="px-4 py-1.5 text-muted sm:px-5">{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
