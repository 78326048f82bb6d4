import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { FlagEntry, Serve } from "../api/documents.ts";
import { ruleSentence, serveSentence } from "./sentence.ts";

/** The rules in the order in which the edge asks them, then what is served when none matches. */
export function RuleList({
  entry: { flag, state },
  environment,
}: {
  entry: FlagEntry;
  environment: string;
}) {
  const rules = flag.rules ?? [];
  return (
    <ol>
      {rules.map((rule, index) => (
        <Row key={rule.id} mark={String(index + 1)} note={rule.id}>
          {ruleSentence(rule)}
          <ExperimentLink serve={rule.serve} environment={environment} />
        </Row>
      ))}
      <Row mark="else" note={rules.length === 0 ? "no rules" : "no rule matched"}>
        {capital(serveSentence(flag.default))}
        <ExperimentLink serve={flag.default} environment={environment} />
      </Row>
      <Row mark="off" note={state === "on" ? "while off or killed" : `now, because it is ${state}`}>
        <span className={state === "on" ? "" : "font-semibold"}>
          {flag.off === undefined ? "The page's own" : `Serve ${flag.off}`}
        </span>
      </Row>
    </ol>
  );
}

function Row({ mark, note, children }: { mark: string; note: string; children: ReactNode }) {
  return (
    <li className="flex items-baseline gap-3 border-line border-b px-4 sm:px-5 py-2.5 last:border-b-0">
      <span className="w-8 shrink-0 font-medium text-12 text-muted tabular-nums">{mark}</span>
      <span className="min-w-0 flex-1">{children}</span>
      <span className="max-w-[35%] break-words text-end text-12 text-muted">{note}</span>
    </li>
  );
}

function ExperimentLink({ serve, environment }: { serve: Serve; environment: string }) {
  if (serve.experiment === undefined) {
    return null;
  }
  return (
    <>
      {" "}
      <Link
        to="/environments/$environment/experiments/$key"
        params={{ environment, key: serve.experiment }}
        className="text-accent underline underline-offset-2"
      >
        See its results
      </Link>
    </>
  );
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
