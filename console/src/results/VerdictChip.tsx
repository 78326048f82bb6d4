import { Clock3, Minus, OctagonAlert, ThumbsDown, ThumbsUp } from "lucide-react";
import { Chip } from "../kit/Chip.tsx";
import type { ShownVerdict } from "./shown.ts";

export function VerdictChip({ verdict }: { verdict: ShownVerdict }) {
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
    case "untrusted":
      return (
        <Chip tone="danger" icon={OctagonAlert}>
          Not trusted
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
