import { Plus, Trash2 } from "lucide-react";
import type { Policy } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Button } from "../kit/Button.tsx";
import { Field } from "../kit/Field.tsx";
import { IconButton } from "../kit/IconButton.tsx";

type Freeze = NonNullable<Policy["freezes"]>[number];

const DAY_MILLIS = 86_400_000;
const MINUTE_MILLIS = 60_000;
const LOCAL_CHARS = "2026-11-25T12:00".length;

/** Times in which nothing is published. */
export function FreezeFields({
  freezes,
  onFreezes,
}: {
  freezes: Freeze[];
  onFreezes: (freezes: Freeze[]) => void;
}) {
  function add() {
    const from = Math.floor(Date.now() / MINUTE_MILLIS) * MINUTE_MILLIS;
    onFreezes([...freezes, { from, until: from + DAY_MILLIS }]);
  }
  return (
    <fieldset className="space-y-3">
      <legend className="text-13">
        Freezes: nothing is published in them, and kills go on. Times are those of this computer.
      </legend>
      {freezes.map((freeze, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: freezes have no names and never change places
          key={at}
          className="grid gap-3 rounded-md border border-line p-3 sm:grid-cols-2"
        >
          <Field
            label="From"
            type="datetime-local"
            required
            value={localTime(freeze.from)}
            onText={(text) => onFreezes(freezes.with(at, { ...freeze, from: millisOf(text) }))}
          />
          <Field
            label="Until"
            type="datetime-local"
            required
            value={localTime(freeze.until)}
            onText={(text) => onFreezes(freezes.with(at, { ...freeze, until: millisOf(text) }))}
          />
          <div className="sm:col-span-2">
            <div className="flex items-end gap-2">
              <div className="min-w-0 flex-1">
                <Field
                  label="Why"
                  maxLength={500}
                  value={freeze.reason ?? ""}
                  onText={(reason) => onFreezes(freezes.with(at, { ...freeze, reason }))}
                />
              </div>
              <IconButton
                label={`Remove freeze ${at + 1}`}
                icon={Trash2}
                danger
                onPress={() => onFreezes(freezes.toSpliced(at, 1))}
              />
            </div>
            <FaultsAt pointer={`/freezes/${at}`} />
          </div>
        </div>
      ))}
      <Button onClick={add}>
        <Plus aria-hidden size={15} />
        Add a freeze
      </Button>
    </fieldset>
  );
}

function localTime(millis: number): string {
  if (millis === 0) {
    return "";
  }
  const offset = new Date(millis).getTimezoneOffset() * MINUTE_MILLIS;
  return new Date(millis - offset).toISOString().slice(0, LOCAL_CHARS);
}

/** A time that is not one yet is 0, which the field shows as empty. */
function millisOf(text: string): number {
  return text === "" ? 0 : new Date(text).getTime();
}
