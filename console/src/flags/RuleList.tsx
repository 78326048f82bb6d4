import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Flag, FlagEntry, Serve } from "../api/documents.ts";
import { ruleSentence, serveSentence } from "./sentence.ts";

/** The rules in the order in which the edge asks them, then what is served when none matches. */
export function RuleList({
  entry: { flag, state },
  environment,
}: {
  entry: FlagEntry;
  environment: string;
}) {
  return (
    <ol>
      {(flag.rules ?? []).map((rule, index) => (
        <Row key={rule.id} mark={String(index + 1)} beside={rule.id}>
          {ruleSentence(rule)}
          <ServedExperiment serve={rule.serve} environment={environment} />
        </Row>
      ))}
      <DefaultRow flag={flag} environment={environment} />
      <OffRow flag={flag} state={state} />
    </ol>
  );
}

export function DefaultRow({
  flag,
  environment,
  beside,
}: {
  flag: Flag;
  environment: string;
  beside?: ReactNode;
}) {
  const note = (flag.rules ?? []).length === 0 ? "no rules" : "no rule matched";
  return (
    <Row mark="else" beside={beside ?? note}>
      {capital(serveSentence(flag.default))}
      <ServedExperiment serve={flag.default} environment={environment} />
    </Row>
  );
}

export function OffRow({ flag, state }: { flag: Flag; state: FlagEntry["state"] }) {
  return (
    <Row mark="off" beside={state === "on" ? "while off or killed" : `now, because it is ${state}`}>
      <span className={state === "on" ? "" : "font-semibold"}>
        {flag.off === undefined ? "The page's own" : `Serve ${flag.off}`}
      </span>
    </Row>
  );
}

export function Row({
  mark,
  beside,
  children,
}: {
  mark: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="flex items-baseline gap-3 border-line border-b px-4 sm:px-5 py-2.5 last:border-b-0">
      <span className="w-8 shrink-0 font-medium text-12 text-muted tabular-nums">{mark}</span>
      <div className="min-w-0 flex-1">{children}</div>
      {beside && (
        <span className="max-w-[35%] break-words text-end text-12 text-muted">{beside}</span>
      )}
    </li>
  );
}

export function ServedExperiment({ serve, environment }: { serve: Serve; environment: string }) {
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
