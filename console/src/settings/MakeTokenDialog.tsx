import { type FormEvent, useState } from "react";
import type { Role } from "../api/documents.ts";
import { ROLES } from "../api/roles.ts";
import { useMakeToken } from "../api/tokens.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Select } from "../kit/Select.tsx";
import { RoleSelect } from "./RoleSelect.tsx";
import { whereOptions } from "./roleWords.ts";
import { SecretDialog } from "./SecretDialog.tsx";

const ENDS = [
  { value: "30", word: "after 30 days" },
  { value: "90", word: "after 90 days" },
  { value: "365", word: "after 365 days" },
  { value: "never", word: "never" },
];

export function MakeTokenDialog({
  environment,
  onClose,
}: {
  environment: string;
  onClose: () => void;
}) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("edge");
  const [where, setWhere] = useState(environment);
  const [end, setEnd] = useState("90");
  const make = useMakeToken(environment);
  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate({
      name,
      role,
      environment: where,
      ...(end === "never" ? {} : { days: Number(end) }),
    });
  }
  if (make.data) {
    return <SecretDialog made={make.data} onClose={onClose} />;
  }
  return (
    <Dialog title="Make a token" onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label="Name of the program"
          autoComplete="off"
          required
          maxLength={64}
          value={name}
          onText={setName}
          data-focus-first
        />
        <RoleSelect label="Role" roles={ROLES} chosen={role} onChoose={setRole} />
        <Select
          label="Where it holds"
          options={whereOptions(environment)}
          chosen={where}
          onChoose={setWhere}
        />
        <Select label="It ends" options={ENDS} chosen={end} onChoose={setEnd} />
        {make.error && <Failure error={make.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={make.isPending}>
            Make
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
