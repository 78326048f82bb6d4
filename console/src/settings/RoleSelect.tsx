import type { ComponentProps } from "react";
import type { Role } from "../api/documents.ts";
import { Select } from "../kit/Select.tsx";
import { roleMay } from "./roleWords.ts";

/** A role by its word, and below it what it may do: both have room on a phone. */
export function RoleSelect({
  roles,
  ...rest
}: Omit<ComponentProps<typeof Select<Role>>, "options"> & { roles: Role[] }) {
  return (
    <div>
      <Select options={roles.map((role) => ({ value: role, word: role }))} {...rest} />
      <p className="mt-1 text-12 text-muted" role="status">
        Who has it {roleMay(rest.chosen)}.
      </p>
    </div>
  );
}
