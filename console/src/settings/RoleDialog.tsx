import { type FormEvent, useState } from "react";
import type { Role } from "../api/documents.ts";
import { useChangeRole } from "../api/people.ts";
import { ROLES } from "../api/roles.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Differences } from "../kit/Differences.tsx";
import { Failure } from "../kit/Failure.tsx";
import { toast } from "../kit/toasts.ts";
import { RoleSelect } from "./RoleSelect.tsx";
import { whereWords } from "./roleWords.ts";

const OF_PEOPLE = ROLES.filter((role) => role !== "edge");

/** A role and where it holds. */
type Given = { role: Role; environment: string };

/** Another role in the same place; what would change is shown before it does. */
export function RoleDialog({
  environment,
  name,
  given,
  onClose,
}: {
  environment: string;
  name: string;
  given: Given;
  onClose: () => void;
}) {
  const [role, setRole] = useState(given.role);
  const change = useChangeRole(environment, name);
  const changed = role !== given.role;
  /** The toast outlives this dialog, so the answer is awaited instead of heard by it. */
  async function undo() {
    try {
      await change.mutateAsync({ role: given.role, environment: given.environment });
    } catch (error) {
      toast(`${name} stays ${role}: ${error instanceof Error ? error.message : error}`);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate(
      { role, environment: given.environment },
      {
        onSuccess: () => {
          toast(`${name} is now ${role} ${whereWords(given.environment)}.`, () => void undo());
          onClose();
        },
      },
    );
  }
  return (
    <Dialog title={`The role of ${name}`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <RoleSelect
          label={`Role ${whereWords(given.environment)}`}
          roles={OF_PEOPLE}
          chosen={role}
          onChoose={setRole}
          data-focus-first
        />
        {changed && (
          <Differences differences={[{ path: "/role", before: given.role, after: role }]} />
        )}
        {change.error && <Failure error={change.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={!changed || change.isPending}>
            Change the role
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
