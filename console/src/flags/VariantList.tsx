import type { Flag } from "../api/documents.ts";

export function VariantList({ flag }: { flag: Flag }) {
  return (
    <dl>
      {flag.variants.map(({ key, name, value }) => (
        <div
          key={key}
          className="grid gap-x-4 gap-y-1 border-line border-b px-4 sm:px-5 py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]"
        >
          <dt>
            <span className="font-medium">{name ?? key}</span>
            {name && <span className="ms-2 text-12 text-muted">{key}</span>}
            {key === flag.off && <span className="ms-2 text-12 text-muted">served when off</span>}
          </dt>
          <dd className="min-w-0">
            <code className="break-words rounded-sm bg-sunken px-1.5 py-0.5 text-12">
              {JSON.stringify(value)}
            </code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
