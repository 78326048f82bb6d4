import { type FormEvent, useState } from "react";
import type { Flag } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Button } from "../kit/Button.tsx";
import { Choice } from "../kit/Choice.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Field } from "../kit/Field.tsx";
import { LongText } from "../kit/LongText.tsx";

const DATE_CHARS = "2026-11-25".length;

export function DetailsDialog({
  flag,
  onFlag,
  onClose,
}: {
  flag: Flag;
  onFlag: (change: (flag: Flag) => Flag) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState(flag.name ?? "");
  const [description, setDescription] = useState(flag.description ?? "");
  const [owner, setOwner] = useState(flag.owner ?? "");
  const [tags, setTags] = useState((flag.tags ?? []).join(", "));
  const [expires, setExpires] = useState((flag.expires ?? "").slice(0, DATE_CHARS));
  const [on, setOn] = useState(flag.on);

  function submit(event: FormEvent) {
    event.preventDefault();
    onFlag((draft) => {
      const { name: _, description: __, owner: ___, tags: ____, expires: before, ...rest } = draft;
      const kept = before?.startsWith(expires) ? before : `${expires}T00:00:00Z`;
      const words = tags
        .split(",")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== "");
      return {
        ...rest,
        on,
        ...(name.trim() !== "" && { name: name.trim() }),
        ...(description.trim() !== "" && { description: description.trim() }),
        ...(owner.trim() !== "" && { owner: owner.trim() }),
        ...(words.length > 0 && { tags: words }),
        ...(expires !== "" && { expires: kept }),
      };
    });
    onClose();
  }

  return (
    <Dialog title={`Details of ${flag.key}`} side="end" onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Choice
          legend="Switched on or off"
          options={[
            { value: "on", word: "On" },
            { value: "off", word: "Off for everybody" },
          ]}
          chosen={on ? "on" : "off"}
          onChoose={(chosen) => setOn(chosen === "on")}
        />
        <div>
          <Field label="Name" maxLength={200} value={name} onText={setName} data-focus-first />
          <FaultsAt pointer="/name" />
        </div>
        <div>
          <LongText
            label="Description"
            maxLength={2000}
            value={description}
            onText={setDescription}
          />
          <FaultsAt pointer="/description" />
        </div>
        <div>
          <Field label="Owner" maxLength={200} value={owner} onText={setOwner} />
          <FaultsAt pointer="/owner" />
        </div>
        <div>
          <Field label="Tags, with commas between them" value={tags} onText={setTags} />
          <FaultsAt pointer="/tags" />
        </div>
        <div>
          <Field label="To be gone by" type="date" value={expires} onText={setExpires} />
          <FaultsAt pointer="/expires" />
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Done
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
