import { type FormEvent, useState } from "react";
import type { RouteEntry } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Empty } from "../kit/Empty.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Select } from "../kit/Select.tsx";
import { type RouteDraft, useSaveRoute } from "./drafts.ts";
import { CHANGES, type ChangeKind, editOf, routeFor, withEdit } from "./edits.ts";

const NEW_PRIORITY = 100;

/** What becomes of the chosen element for those who get the changed page. */
export function EditForm({
  environment,
  flag,
  path,
  selector,
  entries,
}: {
  environment: string;
  flag: string;
  path: string;
  selector: string | undefined;
  entries: RouteEntry[];
}) {
  const [kind, setKind] = useState<ChangeKind>("setText");
  const [text, setText] = useState("");
  const pathname = path.split("?")[0] ?? path;
  const existing = routeFor(
    entries.map(({ route }) => route),
    path,
  );
  const [pattern, setPattern] = useState(pathname);
  const save = useSaveRoute(environment);
  if (selector === undefined) {
    return <Empty title="Choose an element">Of what the page shows, beside or above.</Empty>;
  }
  const asked = selector;
  function submit(event: FormEvent) {
    event.preventDefault();
    const route: RouteDraft =
      existing ?? ({ key: flag, pattern, priority: NEW_PRIORITY, flags: [flag] } as RouteDraft);
    save.mutate(
      {
        route: withEdit(route, flag, editOf(flag, asked, kind, text)),
        version: entries.find((entry) => entry.route.key === route.key)?.version,
      },
      { onSuccess: () => setText("") },
    );
  }
  return (
    <form onSubmit={submit} className="space-y-4 px-4 py-4 sm:px-5">
      <p className="break-all text-13 text-muted">
        <code>{asked}</code>
      </p>
      <Select label="Change" options={[...CHANGES]} chosen={kind} onChoose={setKind} />
      {kind !== "remove" && (
        <Field
          label={kind === "addClass" ? "Class" : "Text"}
          required
          maxLength={2000}
          value={text}
          onText={setText}
        />
      )}
      {existing === undefined ? (
        <Field
          label="On pages with this path; * stands for anything"
          required
          maxLength={500}
          value={pattern}
          onText={setPattern}
        />
      ) : (
        <p className="text-13 text-muted">
          On all pages of the route {existing.name ?? existing.key}: <code>{existing.pattern}</code>
        </p>
      )}
      {save.error && <Failure error={save.error} />}
      <Button look="primary" type="submit" disabled={save.isPending}>
        Add this change
      </Button>
    </form>
  );
}
