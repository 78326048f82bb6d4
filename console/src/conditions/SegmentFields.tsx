import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../api/documents.ts";
import { segmentsMatching } from "../api/lists.ts";
import { KeyField } from "../kit/KeyField.tsx";

export function SegmentFields({
  environment,
  condition,
  onCondition,
}: {
  environment: string;
  condition: Condition;
  onCondition: (condition: Condition) => void;
}) {
  const { segment = "" } = condition;
  const { data } = useQuery(segmentsMatching(environment, segment === "" ? {} : { q: segment }));
  return (
    <KeyField
      label="Segment"
      proposals={data?.segments.map((each) => each.segment.key) ?? []}
      value={segment}
      onText={(text) => onCondition({ segment: text })}
    />
  );
}
