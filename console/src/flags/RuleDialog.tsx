import { type FormEvent, useState } from "react";
import type { Flag, Rule } from "../api/documents.ts";
import { WhenFields } from "../conditions/WhenFields.tsx";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Field } from "../kit/Field.tsx";
import { ServeFields } from "./ServeFields.tsx";

/** A rule: who it is about, and what they get. */
export function RuleDialog({
  environment,
  flag,
  at,
  onRule,
  onClose,
}: {
  environment: string;
  flag: Flag;
  /** Its place among the rules; the place behind them is a new one's. */
  at: number;
  onRule: (rule: Rule) => void;
  onClose: () => void;
}) {
  const rules = flag.rules ?? [];
  const [rule, setRule] = useState(() => rules[at] ?? newRule(flag));
  const pointer = `/rules/${at}`;
  const taken = rules.some(({ id }, other) => other !== at && id === rule.id);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!taken) {
      onRule(rule);
      onClose();
    }
  }
  return (
    <Dialog
      title={rules[at] === undefined ? "New rule" : `Rule ${at + 1}: ${rules[at].id}`}
      side="end"
      onClose={onClose}
    >
      <form onSubmit={submit} className="space-y-6">
        <div>
          <Field
            label="Key of the rule"
            required
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            value={rule.id}
            onText={(id) => setRule({ ...rule, id })}
            data-focus-first
          />
          {taken && (
            <p role="alert" className="mt-1 text-12 text-danger">
              Another rule of this flag has this key.
            </p>
          )}
          <FaultsAt pointer={`${pointer}/id`} />
        </div>
        <section className="space-y-2">
          <h3 className="font-semibold text-14">Who</h3>
          <WhenFields
            environment={environment}
            when={rule.when}
            onWhen={(when) => {
              const { when: _, ...rest } = rule;
              setRule(when === undefined ? rest : { ...rest, when });
            }}
            pointer={`${pointer}/when`}
            nobodySaid="Everybody whom no earlier rule has served."
          />
        </section>
        <section className="space-y-2">
          <h3 className="font-semibold text-14">What they get</h3>
          <ServeFields
            environment={environment}
            flag={flag}
            serve={rule.serve}
            onServe={(serve) => setRule({ ...rule, serve })}
            pointer={`${pointer}/serve`}
          />
        </section>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Done
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function newRule({ rules = [], variants }: Flag): Rule {
  let number = rules.length + 1;
  while (rules.some(({ id }) => id === `rule-${number}`)) {
    number++;
  }
  return { id: `rule-${number}`, serve: { variant: variants.at(-1)?.key ?? "" } };
}
