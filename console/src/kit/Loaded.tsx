import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure } from "./Failure.tsx";
import { Skeleton } from "./Skeleton.tsx";

/** A question's answer: a skeleton before it, an error with Retry beside what is still known. */
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
  return (
    <>
      {question.error && <Failure error={question.error} retry={() => void question.refetch()} />}
      {question.data !== undefined && children(question.data)}
    </>
  );
}
