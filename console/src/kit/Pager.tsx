import { createLink } from "@tanstack/react-router";
import { Children, type ComponentProps, type ReactNode } from "react";

/** The ways to what a long list does not show; nothing when it shows everything. */
export function Pager({ children }: { children: ReactNode }) {
  return Children.toArray(children).length === 0 ? null : (
    <nav
      aria-label="More of the list"
      className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3 sm:px-5"
    >
      {children}
    </nav>
  );
}

export const PagerLink = createLink((props: ComponentProps<"a">) => (
  <a
    {...props}
    className="inline-flex min-h-9 items-center rounded-sm border border-line bg-surface px-3 font-medium text-13 hover:bg-sunken"
  />
));
