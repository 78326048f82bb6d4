import { MoreNav } from "./MoreNav.tsx";
import { PageLink } from "./PageLink.tsx";
import { PAGES, PAGES_AT_HAND } from "./pages.ts";

/** Beside the page on a desk, along the bottom edge on a phone. */
export function Nav({ environment }: { environment: string }) {
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-10 border-line border-t bg-surface md:static md:w-52 md:shrink-0 md:border-e md:border-t-0 md:p-2"
    >
      <ul className="flex md:sticky md:top-12 md:flex-col md:gap-1">
        {PAGES.map((page, index) => (
          <li
            key={page.to}
            className={index < PAGES_AT_HAND ? "min-w-0 flex-1" : "hidden md:block"}
          >
            <PageLink page={page} environment={environment} />
          </li>
        ))}
        <li className="min-w-0 flex-1 md:hidden">
          <MoreNav environment={environment} />
        </li>
      </ul>
    </nav>
  );
}
