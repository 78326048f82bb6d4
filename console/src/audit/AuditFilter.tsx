import { type FormEvent, useId, useState } from "react";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import type { AuditSearch } from "../router.tsx";
import { ACTIONS } from "./actions.ts";

type Filter = Omit<AuditSearch, "before">;

/** Asks the server for some of the changes; what is asked stands in the address. */
export function AuditFilter({
  filter,
  onFilter,
}: {
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const [by, setBy] = useState(filter.by ?? "");
  const [key, setKey] = useState(filter.key ?? "");
  const action = useId();
  const asked = (chosen: string): Filter => ({
    ...(by.trim() && { by: by.trim() }),
    ...(key.trim() && { key: key.trim() }),
    ...(chosen && { action: chosen }),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    onFilter(asked(filter.action ?? ""));
  }
  return (
    <search>
      <form
        onSubmit={submit}
        className="grid items-end gap-3 sm:grid-cols-[repeat(3,minmax(0,14rem))_auto]"
      >
        <Field label="Who (account or token)" value={by} onText={setBy} autoComplete="off" />
        <Field label="What (key or name)" value={key} onText={setKey} autoComplete="off" />
        <div>
          <label htmlFor={action} className="mb-1 block text-13">
            Action
          </label>
          <select
            id={action}
            value={filter.action ?? ""}
            onChange={({ target }) => onFilter(asked(target.value))}
            className="h-9 w-full rounded-sm border border-line-strong bg-surface px-2 text-14"
          >
            <option value="">any</option>
            {ACTIONS.map(({ about, actions }) => (
              <optgroup key={about} label={about}>
                {actions.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <div className="flex gap-2">
          <Button type="submit">Filter</Button>
          <Button disabled={Object.keys(filter).length === 0} onClick={() => onFilter({})}>
            Show all
          </Button>
        </div>
      </form>
    </search>
  );
}
