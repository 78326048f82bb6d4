import { CircleAlert } from "lucide-react";
import { useFaults } from "./faults.ts";

/** What the server found wrong here. */
export function FaultsAt({ pointer, inside = true }: { pointer: string; inside?: boolean }) {
  const faults = useFaults(pointer, inside);
  return faults.map((message) => (
    <p key={message} role="alert" className="mt-1 flex gap-1.5 text-12 text-danger">
      <CircleAlert aria-hidden size={14} className="mt-0.5 shrink-0" />
      <span className="min-w-0 break-words">{message}</span>
    </p>
  ));
}
