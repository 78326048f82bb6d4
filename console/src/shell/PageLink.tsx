import { Link } from "@tanstack/react-router";
import { FiringCount } from "./FiringCount.tsx";
import type { PAGES } from "./pages.ts";

/** A page in the navigation: icon above the word on a phone, beside it on a desk. */
export function PageLink({
  page: { to, word, icon: Icon },
  environment,
  onFollow,
}: {
  page: (typeof PAGES)[number];
  environment: string;
  onFollow?: () => void;
}) {
  return (
    <Link
      to={to}
      params={{ environment }}
      {...(onFollow && { onClick: onFollow })}
      className="relative flex flex-col items-center gap-0.5 px-1 py-2 text-11 md:flex-row md:gap-2.5 md:rounded-md md:px-3 md:text-13"
      activeProps={{ className: "font-semibold text-text md:bg-sunken" }}
      inactiveProps={{ className: "text-muted hover:bg-sunken hover:text-text" }}
    >
      <Icon aria-hidden size={17} className="shrink-0" />
      {word}
      {word === "Alerts" && <FiringCount environment={environment} />}
    </Link>
  );
}
