import { CircleCheck, CircleX, Clock3 } from "lucide-react";
import type { EdgeState } from "../api/documents.ts";
import { Chip } from "../kit/Chip.tsx";

export function EdgeStateChip({ state }: { state: EdgeState["state"] }) {
  switch (state) {
    case "current":
      return (
        <Chip tone="within" icon={CircleCheck}>
          Current
        </Chip>
      );
    case "behind":
      return (
        <Chip tone="warn" icon={Clock3}>
          Behind
        </Chip>
      );
    case "unreachable":
      return (
        <Chip tone="danger" icon={CircleX}>
          Unreachable
        </Chip>
      );
  }
}
