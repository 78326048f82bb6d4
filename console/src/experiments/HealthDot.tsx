import type { HealthCheck } from "../api/documents.ts";

const LOOKS: Record<HealthCheck["state"], { word: string; colour: string }> = {
  ok: { word: "Healthy", colour: "bg-better" },
  warning: { word: "Warning", colour: "bg-warn" },
  failed: { word: "Do not trust", colour: "bg-danger" },
  collecting: { word: "Collecting", colour: "bg-unclear" },
};

export function HealthDot({ health }: { health: HealthCheck["state"] }) {
  const { word, colour } = LOOKS[health];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-13">
      <span aria-hidden className={`size-2 rounded-full ${colour}`} />
      {word}
    </span>
  );
}
