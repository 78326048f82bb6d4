import { useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Page } from "../kit/Page.tsx";
import { useBegin } from "./drafts.ts";
import { keyOf } from "./steps.ts";

/** The first step: what somebody believes. From here on everything is kept as drafts. */
export function LaunchStartPage() {
  const { environment } = useParams({ from: "/environments/$environment/launch" });
  const navigate = useNavigate();
  const begin = useBegin(environment);
  const [name, setName] = useState("");
  const [key, setKey] = useState<string>();
  const [hypothesis, setHypothesis] = useState("");
  const id = useId();
  const chosen = key ?? keyOf(name);
  function submit(event: FormEvent) {
    event.preventDefault();
    begin.mutate(
      { key: chosen, name: name.trim(), hypothesis: hypothesis.trim() },
      {
        onSuccess: () =>
          void navigate({
            to: "/environments/$environment/launch/$key",
            params: { environment, key: chosen },
          }),
      },
    );
  }
  return (
    <Page title="New experiment">
      <Card title="What do you believe?">
        <form onSubmit={submit} className="max-w-[40rem] space-y-4 px-4 py-4 sm:px-5">
          <Field
            label="Name, as Free delivery on the button"
            required
            maxLength={200}
            value={name}
            onText={setName}
            data-focus-first
          />
          <div>
            <label htmlFor={id} className="mb-1 block text-13">
              Hypothesis: if we change this, then that becomes better, because …
            </label>
            <textarea
              id={id}
              rows={3}
              maxLength={2000}
              value={hypothesis}
              onChange={(event) => setHypothesis(event.target.value)}
              className="w-full rounded-sm border border-line-strong bg-surface px-2.5 py-2 text-14"
            />
          </div>
          <Field
            label="Key, by which code and the log know it; it stays"
            required
            maxLength={64}
            pattern="[a-z0-9][a-z0-9_.\-]*"
            value={chosen}
            onText={setKey}
          />
          {begin.error && <Failure error={begin.error} />}
          <Button look="primary" type="submit" disabled={chosen === "" || begin.isPending}>
            Begin
          </Button>
        </form>
      </Card>
    </Page>
  );
}
