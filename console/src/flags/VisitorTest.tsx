import { type FormEvent, useState } from "react";
import type { Flag } from "../api/documents.ts";
import { useExplain } from "../api/explaining.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { LongText } from "../kit/LongText.tsx";
import { attributesIn } from "./attributes.ts";
import { TracedRules } from "./TracedRules.tsx";

/** What one visitor would get by the drafts as they are saved, and by which rule. */
export function VisitorTest({ environment, flag }: { environment: string; flag: Flag }) {
  const [unit, setUnit] = useState("");
  const [typed, setTyped] = useState("");
  const explain = useExplain(environment);
  const found = explain.data?.decisions.find((decision) => decision.flag === flag.key);
  function submit(event: FormEvent) {
    event.preventDefault();
    explain.mutate({ flag: flag.key, unit, attributes: attributesIn(typed) });
  }
  return (
    <Card title="Test a visitor">
      <div className="grid gap-5 px-4 py-4 sm:px-5 md:grid-cols-2">
        <form onSubmit={submit} className="space-y-3">
          <Field
            label="Visitor's id"
            required
            autoComplete="off"
            spellCheck={false}
            value={unit}
            onText={setUnit}
          />
          <LongText
            label="Attributes, one in each line as country = DE"
            spellCheck={false}
            value={typed}
            onText={setTyped}
          />
          <Button type="submit" disabled={explain.isPending}>
            Test
          </Button>
        </form>
        <div aria-live="polite" className="min-w-0 space-y-2">
          {explain.error && <Failure error={explain.error} />}
          {found ? (
            <TracedRules flag={flag} decision={found} />
          ) : (
            !explain.error && (
              <p className="text-13 text-muted">
                Says which variant this visitor gets by the drafts as they are saved, and which rule
                serves it.
              </p>
            )
          )}
        </div>
      </div>
    </Card>
  );
}
