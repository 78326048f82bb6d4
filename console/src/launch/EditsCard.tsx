import type { RouteEntry } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Failure } from "../kit/Failure.tsx";
import { useSaveRoute } from "./drafts.ts";
import { withoutEdit, wordsOf } from "./edits.ts";

/** What the changed page differs by so far. */
export function EditsCard({
  environment,
  flag,
  entries,
  onDone,
}: {
  environment: string;
  flag: string;
  entries: RouteEntry[];
  onDone: () => void;
}) {
  const save = useSaveRoute(environment);
  const edits = entries.flatMap((entry) =>
    (entry.route.edits ?? []).filter((edit) => edit.flag === flag).map((edit) => ({ entry, edit })),
  );
  return (
    <Card
      title="The changed page"
      aside={
        <Button look={edits.length > 0 ? "primary" : "plain"} onClick={onDone}>
          Next
        </Button>
      }
    >
      {edits.length === 0 ? (
        <Empty title="It is as the original yet">
          Choose an element below and say what becomes of it.
        </Empty>
      ) : (
        <ul>
          {edits.map(({ entry, edit }) => (
            <li
              key={JSON.stringify(edit)}
              className="flex flex-wrap items-center justify-between gap-2 border-line border-b px-4 py-2 last:border-b-0 sm:px-5"
            >
              <span className="min-w-0 break-words text-14">
                {wordsOf(edit)} <span className="text-12 text-muted">on {entry.route.pattern}</span>
              </span>
              <Button
                disabled={save.isPending}
                onClick={() =>
                  save.mutate({
                    route: withoutEdit(entry.route, flag, edit),
                    version: entry.version,
                  })
                }
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      {save.error && <Failure error={save.error} />}
    </Card>
  );
}
