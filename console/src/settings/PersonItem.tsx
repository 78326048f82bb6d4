import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Account } from "../api/documents.ts";
import { useRemovePerson } from "../api/people.ts";
import { session } from "../api/session.ts";
import { day } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { toast } from "../kit/toasts.ts";
import { RoleDialog } from "./RoleDialog.tsx";
import { roleWords, whereWords } from "./roleWords.ts";

export function PersonItem({ environment, account }: { environment: string; account: Account }) {
  const { name, role, createdAt } = account;
  const given =
    role === undefined || account.environment === undefined
      ? undefined
      : { role, environment: account.environment };
  const { data: who } = useSuspenseQuery(session);
  const remove = useRemovePerson(environment, name);
  const [asking, setAsking] = useState<"role" | "remove">();
  const close = () => setAsking(undefined);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words">
          <span className="font-medium">{name}</span>
          {name === who.name && <span className="ms-2 text-12 text-muted">you</span>}
        </p>
        <p className="text-13 text-muted">
          {given ? `${roleWords(given.role)} · ${whereWords(given.environment)}` : "no role yet"} ·
          since {day(createdAt)}
          {account.issuer && ` · signs in by ${account.issuer}, which says the role`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {given && account.issuer === undefined && (
          <Button aria-label={`Change role of ${name}`} onClick={() => setAsking("role")}>
            Change role…
          </Button>
        )}
        <Button
          look="danger"
          aria-label={`Remove ${name}`}
          disabled={name === who.name}
          onClick={() => setAsking("remove")}
        >
          Remove…
        </Button>
      </div>
      {asking === "role" && given && (
        <RoleDialog environment={environment} name={name} given={given} onClose={close} />
      )}
      {asking === "remove" && (
        <Confirm
          title={`Remove ${name}`}
          word={`Remove ${name}`}
          typed={name}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() =>
            remove.mutate(undefined, {
              onSuccess: () => {
                toast(`${name} is removed.`);
                close();
              },
            })
          }
          onClose={close}
        >
          The account is gone with all its roles, and its sessions end at once. What it did stays in
          the audit log.
        </Confirm>
      )}
    </li>
  );
}
