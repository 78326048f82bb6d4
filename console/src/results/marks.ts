/** How a variant is drawn: its colour never stands alone, its letter, dash and marker say the same. */
export type Mark = { colour: string; dash?: string; shape: string };

const MARKS: Record<string, Mark> = {
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
const PLAIN: Mark = { colour: "text-muted", shape: "M14,4 a2,2 0 1 1 -0.01,0 Z" };

export function markOf(letter: string): Mark {
  return MARKS[letter] ?? PLAIN;
}
