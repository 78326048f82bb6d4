import { type FormEvent, useState } from "react";
import type { Policy, PolicyEntry } from "../api/documents.ts";
import { useSetPolicy } from "../api/publishing.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Faults, faultsOf } from "../edits/faults.ts";
import { time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Choice } from "../kit/Choice.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Select } from "../kit/Select.tsx";
import { toast } from "../kit/toasts.ts";
import { FreezeFields } from "./FreezeFields.tsx";

const MOST_APPROVALS = 5;

const APPROVALS = Array.from({ length: MOST_APPROVALS + 1 }, (_, number) => ({
  value: String(number),
  word: number === 0 ? "Nobody" : number === 1 ? "1 other publisher" : `${number} others`,
}));

export function PolicyForm({ environment, entry }: { environment: string; entry: PolicyEntry }) {
  const [policy, setPolicy] = useState<Policy>(entry.policy);
  const set = useSetPolicy(environment);
  const before = entry.policy;
  function submit(event: FormEvent) {
    event.preventDefault();
    set.mutate(
      { policy, version: entry.version },
      {
        onSuccess: ({ version }) =>
          toast(`The policy of ${environment} holds from now on.`, () =>
            set.mutate({ policy: before, version }),
          ),
      },
    );
  }
  return (
    <Faults value={faultsOf(set.error)}>
      <form onSubmit={submit} className="max-w-2xl space-y-6 px-4 py-4 sm:px-5">
        <div>
          <Select
            label="Who else has to agree before drafts are published"
            options={APPROVALS}
            chosen={String(policy.approvals ?? 0)}
            onChoose={(chosen) => setPolicy({ ...policy, approvals: Number(chosen) })}
          />
          <FaultsAt pointer="/approvals" />
        </div>
        <div className="space-y-1">
          <p className="text-13">Who may kill a flag</p>
          <Choice
            legend="Who may kill a flag"
            options={[
              { value: "publisher", word: "Publishers and admins" },
              { value: "editor", word: "Editors too" },
            ]}
            chosen={policy.killRole ?? "publisher"}
            onChoose={(killRole) => setPolicy({ ...policy, killRole })}
          />
        </div>
        <FreezeFields
          freezes={policy.freezes ?? []}
          onFreezes={(freezes) => setPolicy({ ...policy, freezes })}
        />
        {set.error && <Failure error={set.error} />}
        <div className="flex flex-wrap items-center justify-end gap-3">
          {entry.updatedAt !== undefined && (
            <p className="me-auto text-12 text-muted">
              Version {entry.version}, changed {time(entry.updatedAt)} by {entry.updatedBy}
            </p>
          )}
          <Button look="primary" type="submit" disabled={set.isPending}>
            Save the policy
          </Button>
        </div>
      </form>
    </Faults>
  );
}
