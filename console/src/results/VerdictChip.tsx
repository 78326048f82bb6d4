import { Clock3, Minus, ThumbsDown, ThumbsUp } from "lucide-react";
import type { Comparison } from "../api/documents.ts";
import { Chip } from "../kit/Chip.tsx";

export function VerdictChip({ verdict }: { verdict: Comparison["verdict"] }) {
  switch (verdict) {
    case "better":
      return (
        <Chip tone="better" icon={ThumbsUp}>
          Better
        </Chip>
      );
    case "worse":
      return (
        <Chip tone="worse" icon={ThumbsDown}>
          Worse
        </Chip>
      );
    case "unclear":
      return (
        <Chip tone="unclear" icon={Minus}>
          Not clear yet
        </Chip>
      );
    case "collecting":
      return (
        <Chip tone="unclear" icon={Clock3}>
          Collecting
        </Chip>
      );
  }
}
