import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { UseList } from "../api/documents.ts";
import type { Place } from "../api/history.ts";
import { uses } from "../api/uses.ts";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";

/** The kinds of documents that have a page. */
const PAGES = {
  flag: "flags",
  experiment: "experiments",
  segment: "segments",
  metric: "metrics",
} as const;

type Use = UseList["uses"][number];

/** What names a document, and is changed with it. */
export function UsesCard({ place }: { place: Place }) {
  const question = useQuery(uses(place));
  return (
    <Card title="Used by">
      <Loaded question={question} lines={2}>
        {({ uses: all }) =>
          all.length === 0 ? (
            <p className="px-4 py-4 text-13 text-muted sm:px-5">Nothing names it yet.</p>
          ) : (
            <div className="px-4 py-2 sm:px-5">
              <UseItems environment={place.environment} uses={all} />
            </div>
          )
        }
      </Loaded>
    </Card>
  );
}

export function UseItems({ environment, uses: all }: { environment: string; uses: Use[] }) {
  return (
    <ul>
      {all.map(({ noun, key }) => (
        <li key={`${noun} ${key}`} className="py-1">
          <span className="text-muted">{noun}</span>{" "}
          {noun in PAGES ? (
            <Link
              to={`/environments/$environment/${PAGES[noun as keyof typeof PAGES]}/$key`}
              params={{ environment, key }}
              className="break-all font-medium underline underline-offset-2"
            >
              {key}
            </Link>
          ) : (
            <span className="break-all font-medium">{key}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
