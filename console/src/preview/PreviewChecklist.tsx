import { Check, type LucideIcon, TriangleAlert, X } from "lucide-react";
import type { PreviewCheck } from "./checks.ts";

type Look = { word: string; icon: LucideIcon; ground: string };

const LOOKS: Record<PreviewCheck["state"], Look> = {
  ok: { word: "Passed", icon: Check, ground: "bg-better-soft text-better" },
  warning: { word: "Warning", icon: TriangleAlert, ground: "bg-warn-soft text-warn" },
  failed: { word: "Failed", icon: X, ground: "bg-danger-soft text-danger" },
};

/** What has to be right before a link shows anything; it stands before the links. */
export function PreviewChecklist({ checks }: { checks: PreviewCheck[] }) {
  return (
    <ul className="divide-y divide-line px-4 py-1 sm:px-5">
      {checks.map(({ about, state, title, detail }) => {
        const { word, icon: Icon, ground } = LOOKS[state];
        return (
          <li key={about} className="flex gap-3 py-2.5">
            <span
              className={`mt-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-full ${ground}`}
            >
              <Icon aria-hidden size={14} strokeWidth={2.5} />
              <span className="sr-only">{word}: </span>
            </span>
            <div className="min-w-0">
              <p className="break-words text-13">{title}</p>
              <p className="break-words text-12 text-muted">{detail}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
