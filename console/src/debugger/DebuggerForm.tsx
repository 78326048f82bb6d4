import { type FormEvent, useId, useState } from "react";
import { Button } from "../kit/Button.tsx";
import { Choice } from "../kit/Choice.tsx";
import { Field } from "../kit/Field.tsx";
import type { DebuggerChange, DebuggerSearch } from "./search.ts";

/** Whom to ask about. */
export function DebuggerForm({
  search,
  onAsk,
}: {
  search: DebuggerSearch;
  onAsk: (change: DebuggerChange) => void;
}) {
  const [unit, setUnit] = useState(search.unit ?? "");
  const [lines, setLines] = useState(search.with ?? "");
  const id = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    onAsk({ unit, with: lines });
  }
  return (
    <form onSubmit={submit} className="space-y-4 px-4 py-4 sm:px-5">
      <Field label="Visitor or other unit" value={unit} maxLength={500} onText={setUnit} />
      <div>
        <label htmlFor={id} className="mb-1 block text-13">
          Attributes, one a line as country=DE
        </label>
        <textarea
          id={id}
          rows={5}
          value={lines}
          onChange={(event) => setLines(event.target.value)}
          spellCheck={false}
          className="w-full rounded-sm border border-line-strong bg-surface px-2.5 py-2 font-mono text-13"
        />
      </div>
      <Choice
        legend="By what is decided"
        options={[
          { value: "published", word: "As published" },
          { value: "drafts", word: "As drafted" },
        ]}
        chosen={search.of ?? "published"}
        onChoose={(of) => onAsk({ unit, with: lines, of: of === "drafts" ? of : undefined })}
      />
      <Button look="primary" type="submit">
        Ask
      </Button>
    </form>
  );
}
