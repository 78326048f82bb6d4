import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Pending } from "../api/documents.ts";

const NOUNS = {
  flag: "flags",
  experiment: "experiments",
  route: "routes",
  segment: "segments",
  metric: "metrics",
} as const;

function hasHistory(noun: Pending["noun"]): noun is keyof typeof NOUNS {
  return noun in NOUNS;
}

/** To the history of a document, of the kinds that have a page of it. */
export function HistoryLink({
  environment,
  noun,
  documentKey,
  className = "",
  children,
}: {
  environment: string;
  noun: Pending["noun"];
  documentKey: string;
  className?: string;
  children: ReactNode;
}) {
  if (!hasHistory(noun)) return null;
  return (
    <Link
      to={`/environments/$environment/${NOUNS[noun]}/$key/history`}
      params={{ environment, key: documentKey }}
      className={`py-1 text-12 text-muted underline underline-offset-2 ${className}`}
    >
      {children}
    </Link>
  );
}
