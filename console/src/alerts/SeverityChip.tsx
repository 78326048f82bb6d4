import { OctagonAlert, TriangleAlert } from "lucide-react";
import type { Alert } from "../api/documents.ts";
import { Chip } from "../kit/Chip.tsx";

export function SeverityChip({ severity }: { severity: Alert["severity"] }) {
  switch (severity) {
    case "critical":
      return (
        <Chip tone="danger" icon={OctagonAlert}>
          Critical
        </Chip>
      );
    case "warning":
      return (
        <Chip tone="warn" icon={TriangleAlert}>
          Warning
        </Chip>
      );
  }
}
