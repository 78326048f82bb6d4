import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { ExperimentEntry } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Field } from "../kit/Field.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { outline, routes } from "./drafts.ts";
import { EditForm } from "./EditForm.tsx";
import { EditsCard } from "./EditsCard.tsx";
import { PartList } from "./PartList.tsx";
import type { LaunchSearch } from "./steps.ts";

const FROM = "/environments/$environment/launch/$key";

/** Chooses a page of the site, an element that is seen there, and what becomes of it. */
export function PageStep({
  environment,
  entry,
  onDone,
}: {
  environment: string;
  entry: ExperimentEntry;
  onDone: () => void;
}) {
  const { path = "/" } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const page = useQuery(outline(environment, path));
  const known = useQuery(routes(environment));
  const [selector, setSelector] = useState<string>();
  const flag = entry.experiment.flag;
  return (
    <>
      <Loaded question={known} lines={2}>
        {({ routes: entries }) => (
          <EditsCard environment={environment} flag={flag} entries={entries} onDone={onDone} />
        )}
      </Loaded>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="On which page?">
          <PathForm
            key={path}
            path={path}
            onPath={(next) => {
              setSelector(undefined);
              void navigate({
                search: (before: LaunchSearch) => ({ ...before, path: next }) as LaunchSearch,
              });
            }}
          />
          <Loaded question={page} lines={6}>
            {({ parts }) => <PartList parts={parts} chosen={selector} onChoose={setSelector} />}
          </Loaded>
        </Card>
        <Card title="What becomes of it?">
          {known.data && (
            <EditForm
              key={selector ?? ""}
              environment={environment}
              flag={flag}
              path={path}
              selector={selector}
              entries={known.data.routes}
            />
          )}
        </Card>
      </div>
    </>
  );
}

function PathForm({ path, onPath }: { path: string; onPath: (path: string) => void }) {
  const [typed, setTyped] = useState(path);
  function submit(event: FormEvent) {
    event.preventDefault();
    onPath(typed.startsWith("/") ? typed : `/${typed}`);
  }
  return (
    <form onSubmit={submit} className="flex items-end gap-2 border-line border-b px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1">
        <Field label="Path" value={typed} maxLength={500} onText={setTyped} />
      </div>
      <Button type="submit">Show</Button>
    </form>
  );
}
