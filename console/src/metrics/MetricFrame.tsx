import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { SharedMetricEntry } from "../api/documents.ts";
import { metric } from "../api/metrics.ts";
import { SharedFrame } from "../library/SharedFrame.tsx";
import { documentOf } from "./document.ts";

export function MetricFrame({
  environment,
  metricKey,
  children,
}: {
  environment: string;
  metricKey: string;
  children: (entry: SharedMetricEntry) => ReactNode;
}) {
  const question = useQuery(metric(environment, metricKey));
  return (
    <SharedFrame
      environment={environment}
      nouns="metrics"
      documentKey={metricKey}
      name={documentOf(question.data)?.name}
      question={question}
    >
      {children}
    </SharedFrame>
  );
}
