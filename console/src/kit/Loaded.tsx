import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Unreachable } from "../api/refusal.ts";
import { Failure } from "./Failure.tsx";
import { Skeleton } from "./Skeleton.tsx";

/**
 * A question's answer: a skeleton before it, an error with Retry beside what is still known. A lost connection is
 * said once, above the page, and not again beside every answer that is still there.
 */
export function Loaded<T>({
  question,
  lines,
  children,
}: {
  question: UseQueryResult<T, Error>;
  lines?: number;
  children: (answer: T) => ReactNode;
}) {
  if (question.isPending) {
    return <Skeleton {...(lines === undefined ? {} : { lines })} />;
  }
  const known = question.data !== undefined;
  return (
    <>
      {question.error && !(known && question.error instanceof Unreachable) && (
        <Failure error={question.error} retry={() => void question.refetch()} />
      )}
      {question.data !== undefined && children(question.data)}
    </>
  );
}
