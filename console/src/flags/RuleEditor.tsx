import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import type { Flag, FlagEntry, Rule } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { DefaultDialog } from "./DefaultDialog.tsx";
import { EditableRule } from "./EditableRule.tsx";
import { RuleDialog } from "./RuleDialog.tsx";
import { DefaultRow, OffRow } from "./RuleList.tsx";

/** The rules in the order in which the edge asks them, each with the steps that change it. */
export function RuleEditor({
  environment,
  flag,
  state,
  onFlag,
}: {
  environment: string;
  flag: Flag;
  state: FlagEntry["state"];
  onFlag: (change: (flag: Flag) => Flag) => void;
}) {
  const rules = flag.rules ?? [];
  const [opened, setOpened] = useState<number | "default">();
  const [said, setSaid] = useState("");
  const add = useRef<HTMLButtonElement>(null);

  function change(next: (rules: Rule[]) => Rule[]) {
    onFlag((draft) => {
      const { rules: before = [], ...rest } = draft;
      const after = next(before);
      // A flag that had no list of rules shall not get an empty one.
      return after.length === 0 && draft.rules === undefined ? rest : { ...rest, rules: after };
    });
  }

  function move(from: number, to: number) {
    const rule = rules[from];
    if (rule !== undefined && to !== from) {
      change((before) => before.toSpliced(from, 1).toSpliced(to, 0, rule));
      setSaid(`${rule.id} is rule ${to + 1} of ${rules.length}`);
    }
  }

  return (
    <>
      <ol>
        {rules.map((rule, at) => (
          <EditableRule
            key={rule.id}
            rule={rule}
            at={at}
            of={rules.length}
            environment={environment}
            onMove={(to) => move(at, to)}
            onEdit={() => setOpened(at)}
            onRemove={() => {
              change((before) => before.toSpliced(at, 1));
              setSaid(`${rule.id} is removed`);
              // The button that was pressed is gone with its rule.
              add.current?.focus();
            }}
          />
        ))}
        <DefaultRow
          flag={flag}
          environment={environment}
          beside={
            <Button aria-label="Edit what is served else" onClick={() => setOpened("default")}>
              Edit…
            </Button>
          }
        />
        <OffRow flag={flag} state={state} />
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="border-line border-t px-4 py-3 sm:px-5">
        <Button ref={add} onClick={() => setOpened(rules.length)}>
          <Plus aria-hidden size={15} />
          Add a rule…
        </Button>
      </div>
      {opened === "default" && (
        <DefaultDialog
          environment={environment}
          flag={flag}
          onFlag={onFlag}
          onClose={() => setOpened(undefined)}
        />
      )}
      {typeof opened === "number" && (
        <RuleDialog
          environment={environment}
          flag={flag}
          at={opened}
          onRule={(rule) => change((before) => before.toSpliced(opened, 1, rule))}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}
