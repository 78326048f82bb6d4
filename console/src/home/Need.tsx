import { CloudUpload, OctagonAlert, Scale, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const MARKS = {
  critical: { icon: OctagonAlert, look: "text-danger" },
  warning: { icon: TriangleAlert, look: "text-warn" },
  advice: { icon: Scale, look: "text-better" },
  drafts: { icon: CloudUpload, look: "text-muted" },
};

/** One thing that waits for a person. */
export function Need({
  kind,
  word,
  children,
}: {
  kind: keyof typeof MARKS;
  word: string;
  children: ReactNode;
}) {
  const { icon: Icon, look } = MARKS[kind];
  return (
    <li className="flex items-start gap-3 px-4 py-3 sm:px-5">
      <Icon aria-hidden size={17} className={`mt-0.5 shrink-0 ${look}`} />
      <span className="min-w-0 flex-1 break-words">{children}</span>
      <span className="shrink-0 text-12 text-muted">{word}</span>
    </li>
  );
}
