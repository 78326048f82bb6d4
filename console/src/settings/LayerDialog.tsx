import { type FormEvent, useState } from "react";
import type { Holdout, Layer } from "../api/documents.ts";
import { useSave } from "../api/saving.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Faults, faultsOf } from "../edits/faults.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { NumberField } from "../kit/NumberField.tsx";
import { toast } from "../kit/toasts.ts";
import { KeyAndName } from "../library/KeyAndName.tsx";

export type LayerDocument = Layer & Partial<Pick<Holdout, "share">>;

const WEIGHT_OF_ONE_PERCENT = 1_000;
const FIRST_SHARE = 5_000;

/** A layer or a holdout, new or as it is. */
export function LayerDialog({
  environment,
  nouns,
  known,
  onClose,
}: {
  environment: string;
  nouns: "layers" | "holdouts";
  known?: { document: LayerDocument; version: number };
  onClose: () => void;
}) {
  const save = useSave({ environment, nouns });
  const [document, setDocument] = useState<LayerDocument>(
    known?.document ?? { key: "", ...(nouns === "holdouts" && { share: FIRST_SHARE }) },
  );
  const one = nouns === "layers" ? "layer" : "holdout";
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(
      { key: document.key, document, ...(known && { version: known.version }) },
      {
        onSuccess: ({ version }) => {
          toast(`${document.key} is saved as version ${version}.`);
          onClose();
        },
      },
    );
  }
  return (
    <Dialog
      title={known ? `Edit ${known.document.key}` : `New ${one}`}
      side="end"
      onClose={onClose}
    >
      <Faults value={faultsOf(save.error)}>
        <form onSubmit={submit} className="space-y-4">
          <KeyAndName document={document} onDocument={setDocument} fresh={known === undefined} />
          {nouns === "holdouts" && (
            <div>
              <NumberField
                label="Percent of the units that are kept out"
                required
                value={(document.share ?? 0) / WEIGHT_OF_ONE_PERCENT}
                onNumber={(percent = 0) =>
                  setDocument({
                    ...document,
                    share: Math.round(percent * WEIGHT_OF_ONE_PERCENT),
                  })
                }
              />
              <FaultsAt pointer="/share" />
            </div>
          )}
          <div>
            <Field
              label="Unit, if not the visitor: user, account …"
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              value={document.unit ?? ""}
              onText={(unit) => {
                const { unit: _, ...rest } = document;
                setDocument(unit === "" ? rest : { ...rest, unit });
              }}
            />
            <FaultsAt pointer="/unit" />
          </div>
          {save.error && <Failure error={save.error} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" disabled={save.isPending}>
              {known ? "Save" : `Make the ${one}`}
            </Button>
          </div>
        </form>
      </Faults>
    </Dialog>
  );
}
