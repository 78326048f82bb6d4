import { CircleCheck, CircleOff, CircleSlash, CloudUpload } from "lucide-react";
import type { FlagEntry } from "../api/documents.ts";
import { Chip } from "../kit/Chip.tsx";

/** What the edge serves now, and whether the newest version is there yet. Never a switch. */
export function FlagState({ entry }: { entry: FlagEntry }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      <StateChip state={entry.state} />
      {!entry.published && (
        <Chip tone="warn" icon={CloudUpload}>
          Unpublished
        </Chip>
      )}
    </span>
  );
}

function StateChip({ state }: { state: FlagEntry["state"] }) {
  switch (state) {
    case "on":
      return (
        <Chip tone="within" icon={CircleCheck}>
          On
        </Chip>
      );
    case "off":
      return (
        <Chip tone="unclear" icon={CircleOff}>
          Off
        </Chip>
      );
    case "killed":
      return (
        <Chip tone="danger" icon={CircleSlash}>
          Killed
        </Chip>
      );
  }
}
