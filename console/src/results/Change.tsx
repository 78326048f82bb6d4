import type { Range } from "../api/documents.ts";
import { change, range as rangeText } from "../fmt.ts";
import type { ShownVerdict } from "./shown.ts";

const COLOURS: Record<ShownVerdict, string> = {
  better: "text-better",
  worse: "text-worse",
  unclear: "",
  untrusted: "",
  collecting: "",
};

/** The relative change in the metric's own sign, with its interval. */
export function Change({ range, verdict }: { range: Range; verdict: ShownVerdict }) {
  return (
    <div className="whitespace-nowrap tabular-nums">
      <div className={`font-semibold ${COLOURS[verdict]}`}>{change(range.estimate)}</div>
      <div className="text-11 text-muted">{rangeText(range, change)}</div>
    </div>
  );
}
