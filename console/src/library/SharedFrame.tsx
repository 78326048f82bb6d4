import type { UseQueryResult } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CloudUpload, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMay } from "../access/useMay.ts";
import { time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Chip } from "../kit/Chip.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { Page } from "../kit/Page.tsx";
import { Tab, Tabs } from "../kit/Tabs.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";

type Entry = { version: number; updatedAt: number; updatedBy: string; published: boolean };

const WORDS = { segments: "Segments", metrics: "Metrics" } as const;

/** What stands around every tab of one segment or metric: its name, its version, and the way to delete it. */
export function SharedFrame<Loadable extends Entry>({
  environment,
  nouns,
  documentKey,
  name,
  question,
  children,
}: {
  environment: string;
  nouns: keyof typeof WORDS;
  documentKey: string;
  name: string | undefined;
  question: UseQueryResult<Loadable, Error>;
  children: (entry: Loadable) => ReactNode;
}) {
  const may = useMay("editor");
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const entry = question.data;
  const params = { environment, key: documentKey };
  return (
    <Page
      title={name ?? documentKey}
      above={
        <>
          <Link
            to={`/environments/$environment/${nouns}`}
            params={{ environment }}
            className="underline underline-offset-2"
          >
            {WORDS[nouns]}
          </Link>{" "}
          / {documentKey}
        </>
      }
      beside={
        may &&
        entry && (
          <Button look="danger" onClick={() => setDeleting(true)}>
            <Trash2 aria-hidden size={15} />
            Delete…
          </Button>
        )
      }
    >
      <Loaded question={question} lines={6}>
        {(loaded) => (
          <>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
              {!loaded.published && (
                <Chip tone="warn" icon={CloudUpload}>
                  Unpublished
                </Chip>
              )}
              <span>
                version {loaded.version}, changed {time(loaded.updatedAt)} by {loaded.updatedBy}
              </span>
            </div>
            <Tabs label={`Parts of ${documentKey}`}>
              <Tab
                to={`/environments/$environment/${nouns}/$key`}
                params={params}
                activeOptions={{ exact: true, includeSearch: false }}
              >
                Definition
              </Tab>
              <Tab to={`/environments/$environment/${nouns}/$key/history`} params={params}>
                History
              </Tab>
            </Tabs>
            {children(loaded)}
            {deleting && (
              <DeleteDialog
                place={{ environment, nouns, key: documentKey }}
                version={loaded.version}
                onDeleted={() =>
                  void navigate({
                    to: `/environments/$environment/${nouns}`,
                    params: { environment },
                  })
                }
                onClose={() => setDeleting(false)}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
