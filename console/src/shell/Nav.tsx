import { Link } from "@tanstack/react-router";
import { Flag, FlaskConical, type LucideIcon, ScrollText, UploadCloud } from "lucide-react";

const PAGES: {
  to:
    | "/environments/$environment/experiments"
    | "/environments/$environment/flags"
    | "/environments/$environment/publication"
    | "/environments/$environment/audit";
  word: string;
  icon: LucideIcon;
}[] = [
  { to: "/environments/$environment/experiments", word: "Experiments", icon: FlaskConical },
  { to: "/environments/$environment/flags", word: "Flags", icon: Flag },
  { to: "/environments/$environment/publication", word: "Publication", icon: UploadCloud },
  { to: "/environments/$environment/audit", word: "Audit log", icon: ScrollText },
];

/** Beside the page on a desk, along the bottom edge on a phone. */
export function Nav({ environment }: { environment: string }) {
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-10 border-line border-t bg-surface md:static md:w-52 md:shrink-0 md:border-e md:border-t-0 md:p-2"
    >
      <ul className="flex md:sticky md:top-12 md:flex-col md:gap-1">
        {PAGES.map(({ to, word, icon: Icon }) => (
          <li key={to} className="min-w-0 flex-1">
            <Link
              to={to}
              params={{ environment }}
              className="flex flex-col items-center gap-0.5 px-1 py-2 text-11 md:flex-row md:gap-2.5 md:rounded-md md:px-3 md:text-13"
              activeProps={{ className: "font-semibold text-text md:bg-sunken" }}
              inactiveProps={{ className: "text-muted hover:bg-sunken hover:text-text" }}
            >
              <Icon aria-hidden size={17} className="shrink-0" />
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
