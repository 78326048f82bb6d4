import { Link } from "@tanstack/react-router";
import type { Replay } from "../api/documents.ts";
import { count, share } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";

type Moves = Replay["flags"][number];

const DIMENSIONS = { country: "country", device: "device", browser: "browser", consent: "consent" };

/** Real visitors of the last day, decided again by the drafts: who would get what instead. */
export function ReplayCard({ environment, replay }: { environment: string; replay: Replay }) {
  return (
    <Card title="For visitors of the last day">
      <div className="space-y-4 px-4 py-4 sm:px-5">
        <p className="text-16">{replay.sentence}</p>
        {replay.flags.length > 0 && (
          <ul className="space-y-3">
            {replay.flags.map((flag) => (
              <li key={flag.flag}>
                <FlagMoves environment={environment} moves={flag} />
              </li>
            ))}
          </ul>
        )}
        {replay.unknown.length > 0 && (
          <p className="text-13 text-muted">
            Events do not keep {replay.unknown.join(", ")}: visitors are decided as if they had none
            of that.
          </p>
        )}
      </div>
    </Card>
  );
}

function FlagMoves({
  environment,
  moves: { flag, changed, moves, where },
}: {
  environment: string;
  moves: Moves;
}) {
  return (
    <>
      <p>
        <Link
          to="/environments/$environment/flags/$key"
          params={{ environment, key: flag }}
          className="break-all font-medium underline underline-offset-2"
        >
          {flag}
        </Link>{" "}
        <span className="text-muted">
          {count(changed)} {changed === 1 ? "visitor" : "visitors"}
          {where &&
            `, ${share(where.share)} of them with ${DIMENSIONS[where.dimension]} ${where.value}`}
        </span>
      </p>
      <ul className="mt-1 space-y-0.5 text-13">
        {moves.map(({ from, to, visitors }) => (
          <li key={`${from} ${to}`} className="flex gap-3">
            <span className="w-20 shrink-0 text-end text-muted tabular-nums">
              {count(visitors)}
            </span>
            <span className="min-w-0 break-words">
              {word(from, "nothing yet")} → {word(to, "nothing any more")}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function word(variant: string | undefined, absent: string): string {
  return variant === undefined ? absent : variant === "-" ? "the page's own" : variant;
}
