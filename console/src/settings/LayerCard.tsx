import type { UseQueryResult } from "@tanstack/react-query";
import { CloudUpload, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useMay } from "../access/useMay.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Chip } from "../kit/Chip.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { Loaded } from "../kit/Loaded.tsx";
import { DeleteDialog } from "../library/DeleteDialog.tsx";
import { LayerDialog, type LayerDocument } from "./LayerDialog.tsx";

type Listed = { document: LayerDocument; version: number; published: boolean; said: string };

export const WORDS = {
  layers: {
    title: "Layers",
    one: "layer",
    what: "Experiments in one layer exclude each other: a unit takes part in one of them at most.",
  },
  holdouts: {
    title: "Holdouts",
    one: "holdout",
    what: "A holdout keeps a share of the units out of all experiments that name it.",
  },
} as const;

/** All layers, or all holdouts, with the steps that change them. */
export function LayerCard<Answer>({
  environment,
  nouns,
  question,
  entries,
}: {
  environment: string;
  nouns: keyof typeof WORDS;
  question: UseQueryResult<Answer, Error>;
  entries: (answer: Answer) => Listed[];
}) {
  const may = useMay("editor");
  const [editing, setEditing] = useState<Listed | "new">();
  const [deleting, setDeleting] = useState<Listed>();
  const { title, one, what } = WORDS[nouns];
  return (
    <Card
      title={title}
      aside={
        may && (
          <Button onClick={() => setEditing("new")}>
            <Plus aria-hidden size={15} />
            New {one}…
          </Button>
        )
      }
    >
      <p className="px-4 py-3 text-13 text-muted sm:px-5">{what}</p>
      <Loaded question={question} lines={2}>
        {(answer) => (
          <ul className="divide-y divide-line">
            {entries(answer).map((listed) => (
              <li
                key={listed.document.key}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 sm:px-5"
              >
                <div className="min-w-0 flex-1 basis-48">
                  <span className="font-medium">{listed.document.name ?? listed.document.key}</span>
                  {listed.document.name && (
                    <span className="ms-2 break-all text-12 text-muted">{listed.document.key}</span>
                  )}
                  {listed.document.description && (
                    <p className="break-words text-13 text-muted">{listed.document.description}</p>
                  )}
                </div>
                <span className="text-13 text-muted">
                  {[listed.said, listed.document.unit && `unit ${listed.document.unit}`]
                    .filter(Boolean)
                    .join(", ")}
                </span>
                {!listed.published && (
                  <Chip tone="warn" icon={CloudUpload}>
                    Unpublished
                  </Chip>
                )}
                {may && (
                  <span className="flex">
                    <IconButton
                      label={`Edit ${listed.document.key}`}
                      icon={Pencil}
                      onPress={() => setEditing(listed)}
                    />
                    <IconButton
                      label={`Delete ${listed.document.key}`}
                      icon={Trash2}
                      danger
                      onPress={() => setDeleting(listed)}
                    />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {editing && (
        <LayerDialog
          environment={environment}
          nouns={nouns}
          {...(editing !== "new" && { known: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
      {deleting && (
        <DeleteDialog
          place={{ environment, nouns, key: deleting.document.key }}
          version={deleting.version}
          onDeleted={() => setDeleting(undefined)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </Card>
  );
}
