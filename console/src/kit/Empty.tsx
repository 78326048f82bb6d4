import type { ReactNode } from "react";

/** Why there is nothing here, and the next step. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="px-5 py-10 text-center">
      <p className="font-medium">{title}</p>
      <div className="mx-auto mt-1 max-w-prose text-13 text-muted">{children}</div>
    </div>
  );
}
