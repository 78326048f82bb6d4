import { type FormEvent, useState } from "react";
import type { Account } from "../api/documents.ts";
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

/** Another role in the same place; what would change is shown before it does. */
export function RoleDialog({
  environment,
  account,
  onClose,
}: {
  environment: string;
  account: Account;
  onClose: () => void;
}) {
  const [role, setRole] = useState(account.role);
  const change = useChangeRole(environment, account.name);
  const changed = role !== account.role;
  /** The toast outlives this dialog, so the answer is awaited instead of heard by it. */
  async function undo() {
    try {
      await change.mutateAsync({ role: account.role, environment: account.environment });
    } catch (error) {
      toast(`${account.name} stays ${role}: ${error instanceof Error ? error.message : error}`);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate(
      { role, environment: account.environment },
      {
        onSuccess: () => {
          toast(
            `${account.name} is now ${role} ${whereWords(account.environment)}.`,
            () => void undo(),
          );
          onClose();
        },
      },
    );
  }
  return (
    <Dialog title={`The role of ${account.name}`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <RoleSelect
          label={`Role ${whereWords(account.environment)}`}
          roles={OF_PEOPLE}
          chosen={role}
          onChoose={setRole}
          data-focus-first
        />
        {changed && (
          <Differences differences={[{ path: "/role", before: account.role, after: role }]} />
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
