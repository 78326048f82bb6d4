import { type FormEvent, useState } from "react";
import type { Flag, Variant } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Field } from "../kit/Field.tsx";
import { ValueField } from "./ValueField.tsx";
import { emptyValue } from "./variants.ts";

export function VariantDialog({
  flag,
  at,
  onVariant,
  onClose,
}: {
  flag: Flag;
  /** Its place among the variants; the place behind them is a new one's. */
  at: number;
  onVariant: (variant: Variant) => void;
  onClose: () => void;
}) {
  const known = flag.variants[at];
  const [key, setKey] = useState(known?.key ?? "");
  const [name, setName] = useState(known?.name ?? "");
  const [value, setValue] = useState(known ? known.value : emptyValue(flag.type));
  const pointer = `/variants/${at}`;
  const taken = flag.variants.some((other, place) => place !== at && other.key === key);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!taken && value !== undefined) {
      onVariant({ key, ...(name.trim() !== "" && { name: name.trim() }), value });
      onClose();
    }
  }
  return (
    <Dialog title={known ? `Variant ${known.key}` : "New variant"} side="end" onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <div>
          <Field
            label="Key"
            required
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            value={key}
            onText={setKey}
            data-focus-first
          />
          {taken && (
            <p role="alert" className="mt-1 text-12 text-danger">
              Another variant of this flag has this key.
            </p>
          )}
          <FaultsAt pointer={`${pointer}/key`} />
        </div>
        <div>
          <Field label="Name" maxLength={200} value={name} onText={setName} />
          <FaultsAt pointer={`${pointer}/name`} />
        </div>
        <div>
          <ValueField type={flag.type} value={value} onValue={setValue} />
          <FaultsAt pointer={`${pointer}/value`} />
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={taken || value === undefined}>
            Done
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
