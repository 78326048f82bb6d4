import { type FormEvent, useState } from "react";
import type { Role } from "../api/documents.ts";
import { useAddPerson } from "../api/people.ts";
import { ROLES } from "../api/roles.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Select } from "../kit/Select.tsx";
import { toast } from "../kit/toasts.ts";
import { FEWEST_CHARS, MOST_CHARS } from "./PasswordForm.tsx";
import { RoleSelect } from "./RoleSelect.tsx";
import { whereOptions } from "./roleWords.ts";

const OF_PEOPLE = ROLES.filter((role) => role !== "edge");

export function AddPersonDialog({
  environment,
  onClose,
}: {
  environment: string;
  onClose: () => void;
}) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [where, setWhere] = useState(environment);
  const add = useAddPerson(environment);
  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate(
      { name, password, role, environment: where },
      {
        onSuccess: () => {
          toast(`${name} can sign in.`);
          onClose();
        },
      },
    );
  }
  return (
    <Dialog title="Add somebody" onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label="Name"
          autoComplete="off"
          required
          maxLength={64}
          value={name}
          onText={setName}
          data-focus-first
        />
        <Field
          label={`First password, ${FEWEST_CHARS} characters or more`}
          type="password"
          autoComplete="new-password"
          required
          minLength={FEWEST_CHARS}
          maxLength={MOST_CHARS}
          value={password}
          onText={setPassword}
        />
        <RoleSelect label="Role" roles={OF_PEOPLE} chosen={role} onChoose={setRole} />
        <Select
          label="Where it holds"
          options={whereOptions(environment)}
          chosen={where}
          onChoose={setWhere}
        />
        {add.error && <Failure error={add.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={add.isPending}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
