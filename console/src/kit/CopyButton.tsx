import { Copy } from "lucide-react";
import { Button } from "./Button.tsx";
import { toast } from "./toasts.ts";

/** Puts a text into the clipboard; `label` says which one. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toast(`${label} copied.`);
    } catch {
      // A browser may forbid it; the text stands there to be selected.
      toast("The browser does not let the console copy. Select the text instead.");
    }
  }
  return (
    <Button onClick={() => void copy()}>
      <Copy aria-hidden size={15} />
      Copy
      <span className="sr-only"> {label}</span>
    </Button>
  );
}
