import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "better" | "worse" | "unclear" | "warn" | "danger" | "within";

const TONES: Record<Tone, string> = {
  better: "bg-better-soft text-better",
  worse: "bg-worse-soft text-worse",
  unclear: "bg-unclear-soft text-muted",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  within: "bg-unclear-soft text-text",
};

/** A state in a word with an icon; the colour only repeats what both say. */
export function Chip({
  tone,
  icon: Icon,
  children,
}: {
  tone: Tone;
  icon: LucideIcon;
  children: ReactNode;
}) {
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-12 ${TONES[tone]}`}
    >
      <Icon aria-hidden size={13} strokeWidth={2.25} />
      {children}
    </span>
  );
}
