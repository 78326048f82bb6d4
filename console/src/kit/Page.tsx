import type { ReactNode } from "react";

/** A page's title in the document and on the screen, with what stands beside it. */
export function Page({
  title,
  above,
  beside,
  children,
}: {
  title: string;
  above?: ReactNode;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <title>{`${title} · Rimlight`}</title>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          {above && <div className="text-12 text-muted">{above}</div>}
          <h1 className="font-semibold text-20 tracking-tight">{title}</h1>
        </div>
        {beside}
      </div>
      <div className="space-y-4">{children}</div>
    </>
  );
}
