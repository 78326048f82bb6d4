import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Flag } from "../api/documents.ts";
import { useSave } from "../api/saving.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Faults, faultsOf } from "../edits/faults.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Select } from "../kit/Select.tsx";
import { toast } from "../kit/toasts.ts";
import { firstVariants, TYPES } from "./beginnings.ts";
import { ValueField } from "./ValueField.tsx";

/** A flag that is off, without rules: everything else is edited on its page. */
export function NewFlagDialog({
  environment,
  onClose,
}: {
  environment: string;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const save = useSave({ environment, nouns: "flags" });
  const [key, setKey] = useState("");
  const [name, setName] = useState("");
  const [type, setType] = useState<Flag["type"]>("boolean");
  const [variants, setVariants] = useState(() => firstVariants("boolean"));
  const missing = variants.some(({ value }) => value === undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    const first = variants[0]?.key ?? "";
    const flag: Flag = {
      key,
      ...(name.trim() !== "" && { name: name.trim() }),
      type,
      on: false,
      kill: "normal",
      variants,
      off: first,
      rules: [],
      default: { variant: first },
    };
    save.mutate(
      { key, document: flag },
      {
        onSuccess: () => {
          toast(`Flag ${key} is made. It is off.`);
          onClose();
          void navigate({
            to: "/environments/$environment/flags/$key",
            params: { environment, key },
          });
        },
      },
    );
  }

  return (
    <Dialog title="New flag" side="end" onClose={onClose}>
      <Faults value={faultsOf(save.error)}>
        <form onSubmit={submit} className="space-y-4">
          <div>
            <Field
              label="Key, which code uses"
              required
              maxLength={64}
              pattern="[a-zA-Z0-9][a-zA-Z0-9_.\-]*"
              title="Letters, digits, _ . and -, beginning with a letter or digit"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={key}
              onText={setKey}
              data-focus-first
            />
            <FaultsAt pointer="/key" />
          </div>
          <Field label="Name, for people" maxLength={200} value={name} onText={setName} />
          <Select
            label="Its value is"
            options={TYPES}
            chosen={type}
            onChoose={(chosen) => {
              setType(chosen);
              setVariants(firstVariants(chosen));
            }}
          />
          <fieldset className="space-y-3">
            <legend className="mb-1 font-semibold text-14">Variants</legend>
            {type === "boolean" && (
              <p className="text-13 text-muted">
                <strong className="text-text">off</strong> is false, which everybody gets at first;{" "}
                <strong className="text-text">on</strong> is true.
              </p>
            )}
            {(type === "boolean" ? [] : variants).map((variant, at) => (
              <div key={variant.key} className="space-y-2 rounded-md border border-line p-3">
                <ValueField
                  key={type}
                  label={`Value of ${variant.key}${at === 0 ? ", which everybody gets at first" : ""}`}
                  type={type}
                  value={variant.value}
                  onValue={(value) => setVariants(variants.with(at, { ...variant, value }))}
                />
                <FaultsAt pointer={`/variants/${at}`} />
              </div>
            ))}
          </fieldset>
          {save.error && <Failure error={save.error} />}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" disabled={missing || save.isPending}>
              Make the flag
            </Button>
          </div>
        </form>
      </Faults>
    </Dialog>
  );
}
