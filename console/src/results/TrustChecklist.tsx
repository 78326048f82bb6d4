import { Check, Clock3, type LucideIcon, TriangleAlert, X } from "lucide-react";
import type { HealthCheck } from "../api/documents.ts";

type Look = { word: string; icon: LucideIcon; ground: string };

const LOOKS: Record<HealthCheck["state"], Look> = {
  ok: { word: "Passed", icon: Check, ground: "bg-better-soft text-better" },
  warning: { word: "Warning", icon: TriangleAlert, ground: "bg-warn-soft text-warn" },
  failed: { word: "Failed", icon: X, ground: "bg-danger-soft text-danger" },
  collecting: { word: "Collecting", icon: Clock3, ground: "bg-unclear-soft text-muted" },
};

/** Why the numbers may be believed, or not. */
export function TrustChecklist({ health }: { health: HealthCheck[] }) {
  return (
    <div className="border-line border-t bg-bg px-5 py-1.5 md:border-s md:border-t-0">
      <h3 className="sr-only">Can this be trusted?</h3>
      <ul className="divide-y divide-line">
        {health.map(({ check, state, title, detail }) => {
          const { word, icon: Icon, ground } = LOOKS[state];
          return (
            <li key={check} className="flex gap-3 py-2">
              <span
                className={`mt-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-full ${ground}`}
              >
                <Icon aria-hidden size={14} strokeWidth={2.5} />
                <span className="sr-only">{word}: </span>
              </span>
              <div className="min-w-0">
                <p className="text-13">{title}</p>
                <p className="text-12 text-muted">{detail}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
