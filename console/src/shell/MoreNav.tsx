import { useLocation } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useRef } from "react";
import { PageLink } from "./PageLink.tsx";
import { PAGES, PAGES_AT_HAND } from "./pages.ts";

/** On a phone: the pages that have no room along the edge. */
export function MoreNav({ environment }: { environment: string }) {
  const list = useRef<HTMLDivElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const here = PAGES.slice(PAGES_AT_HAND).some(({ to }) =>
    path.startsWith(to.replace("$environment", environment)),
  );
  return (
    <>
      <button
        type="button"
        popoverTarget="more-pages"
        className={`flex w-full flex-col items-center gap-0.5 px-1 py-2 text-11 ${here ? "font-semibold text-text" : "text-muted"}`}
      >
        <Ellipsis aria-hidden size={17} />
        More
      </button>
      <div
        id="more-pages"
        ref={list}
        popover="auto"
        className="inset-auto end-2 bottom-16 m-0 w-60 rounded-md border border-line bg-surface p-2 text-text shadow-lg"
      >
        <ul className="grid grid-cols-2 gap-1">
          {PAGES.slice(PAGES_AT_HAND).map((page) => (
            <li key={page.to}>
              <PageLink
                page={page}
                environment={environment}
                onFollow={() => list.current?.hidePopover()}
              />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
