/** A variant's colour never stands alone: its letter, dash and marker say the same. */
const MARKS: Record<string, { colour: string; dash?: string; shape: string }> = {
  A: { colour: "text-variant-a", shape: "M14,2 a4,4 0 1 1 -0.01,0 Z" },
  B: { colour: "text-variant-b", dash: "7 3", shape: "M10.5,2.5 h7 v7 h-7 Z" },
  C: { colour: "text-variant-c", dash: "4 2", shape: "M14,1.5 L18.5,9.5 H9.5 Z" },
  D: { colour: "text-variant-d", dash: "1.5 2", shape: "M14,1 L19,6 L14,11 L9,6 Z" },
  E: {
    colour: "text-variant-e",
    dash: "6 2 1.5 2",
    shape: "M12.5,1 h3 v3.5 h3.5 v3 h-3.5 v3.5 h-3 v-3.5 h-3.5 v-3 h3.5 Z",
  },
};
const PLAIN = { colour: "text-muted", shape: "M14,4 a2,2 0 1 1 -0.01,0 Z" };

export function VariantMark({ letter }: { letter: string }) {
  const { colour, dash, shape } = { dash: undefined, ...(MARKS[letter] ?? PLAIN) };
  return (
    <span className={`inline-flex items-center gap-1 font-semibold ${colour}`}>
      <svg width={28} height={12} aria-hidden="true" className="shrink-0">
        <line
          x1={0}
          x2={28}
          y1={6}
          y2={6}
          stroke="currentColor"
          strokeWidth={2}
          strokeDasharray={dash}
        />
        <path d={shape} className="fill-current stroke-surface" strokeWidth={1} />
      </svg>
      {letter}
    </span>
  );
}
