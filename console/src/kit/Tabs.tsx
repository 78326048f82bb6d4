import { createLink } from "@tanstack/react-router";
import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";

/** The parts of a page, each with an address; on a phone one line that scrolls. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where the line is longer than the window, the tab that is open shall be seen.
    const open = line.current?.querySelector<HTMLElement>("[data-status=active]");
    if (open && line.current) {
      line.current.scrollLeft = open.offsetLeft + open.offsetWidth - line.current.offsetWidth;
    }
  }, []);
  return (
    <nav ref={line} aria-label={label} className="relative overflow-x-auto border-line border-b">
      <div className="flex w-max gap-1 p-0.5 pb-0">{children}</div>
    </nav>
  );
}

export const Tab = createLink((props: ComponentProps<"a">) => (
  <a
    {...props}
    className="-outline-offset-2 whitespace-nowrap border-transparent border-b-2 px-2 py-2 sm:px-3 text-13 text-muted hover:text-text data-[status=active]:border-accent data-[status=active]:font-semibold data-[status=active]:text-text"
  />
));

/** Of a tab that differs from its neighbours in what follows the question mark. */
export const EXACTLY = { exact: true, includeSearch: true };
