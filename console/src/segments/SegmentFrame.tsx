import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { SegmentEntry } from "../api/documents.ts";
import { segment } from "../api/segments.ts";
import { SharedFrame } from "../library/SharedFrame.tsx";

export function SegmentFrame({
  environment,
  segmentKey,
  children,
}: {
  environment: string;
  segmentKey: string;
  children: (entry: SegmentEntry) => ReactNode;
}) {
  const question = useQuery(segment(environment, segmentKey));
  return (
    <SharedFrame
      environment={environment}
      nouns="segments"
      documentKey={segmentKey}
      name={question.data?.segment.name}
      question={question}
    >
      {children}
    </SharedFrame>
  );
}
