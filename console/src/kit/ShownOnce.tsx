import { CopyButton } from "./CopyButton.tsx";

/** A secret, for the only time; kept nowhere in the console. */
export function ShownOnce({ label, secret }: { label: string; secret: string }) {
  return (
    <div className="space-y-2 rounded-md border border-warn bg-warn-soft p-3">
      <p className="text-13 text-warn">
        {label}: shown this once. Keep it now, nobody can see it again.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-52 select-all break-all rounded-sm bg-surface px-2 py-1.5 text-13">
          {secret}
        </code>
        <CopyButton label={label} text={secret} />
      </div>
    </div>
  );
}
