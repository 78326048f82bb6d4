import { Copy } from "lucide-react";
import { Button } from "./Button.tsx";
import { toast } from "./toasts.ts";

/** A secret, for the only time; kept nowhere in the console. */
export function ShownOnce({ label, secret }: { label: string; secret: string }) {
  async function copy() {
    try {
      await navigator.clipboard.writeText(secret);
      toast(`${label} copied.`);
    } catch {
      // A browser may forbid it; the text stands there to be selected.
      toast("The browser does not let the console copy. Select the text instead.");
    }
  }
  return (
    <div className="space-y-2 rounded-md border border-warn bg-warn-soft p-3">
      <p className="text-13 text-warn">
        {label}: shown this once. Keep it now, nobody can see it again.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 basis-52 select-all break-all rounded-sm bg-surface px-2 py-1.5 text-13">
          {secret}
        </code>
        <Button onClick={() => void copy()}>
          <Copy aria-hidden size={15} />
          Copy
        </Button>
      </div>
    </div>
  );
}
