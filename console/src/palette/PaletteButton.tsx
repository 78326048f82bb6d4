import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";

const Palette = lazy(() =>
  import("./Palette.tsx").then(({ Palette: palette }) => ({ default: palette })),
);

/** Opens the palette, by itself or by Ctrl or Cmd and K from anywhere. */
export function PaletteButton({ environment }: { environment: string }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    function hear(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpen(true);
      }
    }
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-8 items-center gap-2 rounded-sm border border-line bg-surface px-2 text-13 text-muted hover:text-text"
      >
        <Search aria-hidden size={15} />
        <span className="sr-only sm:not-sr-only">Find or do</span>
        <kbd aria-hidden className="hidden text-11 sm:inline">
          Ctrl K
        </kbd>
      </button>
      {open && (
        <Suspense>
          <Palette environment={environment} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
