import type { ReactNode } from "react";

/** A titled region of a page. */
export function Card({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className="min-w-0 overflow-clip rounded-lg border border-line bg-surface"
    >
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b px-4 py-2 sm:px-5">
        <h2 className="font-semibold text-14">{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
