import { markOf } from "./marks.ts";

export function VariantMark({ letter }: { letter: string }) {
  const { colour, dash, shape } = markOf(letter);
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
