import { useQuery } from "@tanstack/react-query";
import { useMay } from "../access/useMay.ts";
import { comments, type Place } from "../api/history.ts";
import { time } from "../fmt.ts";
import { Card } from "../kit/Card.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { CommentForm } from "./CommentForm.tsx";

/** What people say about a document, the oldest first. */
export function CommentsCard({ place }: { place: Place }) {
  const question = useQuery(comments(place));
  const may = useMay("editor");
  return (
    <Card title="Comments">
      <Loaded question={question} lines={2}>
        {({ comments: all }) =>
          all.length === 0 ? (
            <p className="px-4 py-4 text-13 text-muted sm:px-5">Nobody has said anything yet.</p>
          ) : (
            <ol className="divide-y divide-line">
              {all.map(({ seq, at, by, text }) => (
                <li key={seq} className="space-y-1 px-4 py-3 sm:px-5">
                  <p className="text-13">
                    <span className="font-medium">{by}</span>
                    <span className="ms-2 text-muted tabular-nums">{time(at)}</span>
                  </p>
                  <p className="max-w-prose whitespace-pre-wrap break-words">{text}</p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      {may && (
        <div className="border-line border-t px-4 py-4 sm:px-5">
          <CommentForm place={place} />
        </div>
      )}
    </Card>
  );
}
