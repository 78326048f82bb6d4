import type { Metric, SharedMetricEntry } from "../api/documents.ts";

/** A metric as experiments share it: what each of them says of it for itself is not here. */
export type MetricDocument = Omit<Metric, "role" | "margin"> & {
  description?: string;
  tags?: string[];
};

/** The API allows any field here, and the server has checked that it is a metric's. */
export function documentOf(entry: SharedMetricEntry): MetricDocument;
export function documentOf(entry: SharedMetricEntry | undefined): MetricDocument | undefined;
export function documentOf(entry: SharedMetricEntry | undefined): MetricDocument | undefined {
  return entry?.metric as MetricDocument | undefined;
}
