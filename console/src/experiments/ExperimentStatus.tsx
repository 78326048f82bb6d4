import { CirclePlay, CircleSlash, CircleStop, CloudUpload, PencilLine } from "lucide-react";
import type { ExperimentEntry } from "../api/documents.ts";
import { Chip } from "../kit/Chip.tsx";

export function ExperimentStatus({ entry }: { entry: ExperimentEntry }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      <StatusChip status={entry.experiment.status} />
      {entry.killed && (
        <Chip tone="danger" icon={CircleSlash}>
          Killed
        </Chip>
      )}
      {!entry.published && (
        <Chip tone="warn" icon={CloudUpload}>
          Unpublished
        </Chip>
      )}
    </span>
  );
}

function StatusChip({ status }: { status: ExperimentEntry["experiment"]["status"] }) {
  switch (status) {
    case "draft":
      return (
        <Chip tone="unclear" icon={PencilLine}>
          Draft
        </Chip>
      );
    case "running":
      return (
        <Chip tone="within" icon={CirclePlay}>
          Running
        </Chip>
      );
    case "stopped":
      return (
        <Chip tone="unclear" icon={CircleStop}>
          Stopped
        </Chip>
      );
  }
}
