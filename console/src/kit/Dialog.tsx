import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";

/**
 * A modal on the browser's own dialog element: it traps the focus, closes on Escape and gives the focus back without
 * adding a style element, which the content security policy would refuse.
 */
export function Dialog({
  title,
  side = "centre",
  onClose,
  children,
}: {
  title: string;
  side?: "centre" | "end";
  onClose: () => void;
  children: ReactNode;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>("[data-focus-first]")?.focus();
    }
    return () => giveFocusBack(opener);
  }, [opener]);
  const place =
    side === "centre"
      ? "m-auto max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] rounded-lg"
      : "ms-auto me-0 my-0 h-dvh max-h-none w-[min(34rem,100vw)] max-w-none";
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      className={`overflow-y-auto border border-line bg-surface p-5 shadow-lg ${place}`}
    >
      <div className="mb-3 flex items-start justify-between gap-4">
        <h2 id={titleId} className="min-w-0 font-semibold text-16">
          {title}
        </h2>
        <button
          type="button"
          aria-label="Close"
          onClick={() => element.current?.close()}
          className="-m-1.5 rounded-sm p-1.5 text-muted hover:bg-sunken hover:text-text"
        >
          <X aria-hidden size={18} />
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** To what opened the dialog; to the page when the dialog's effect has taken that away. */
function giveFocusBack(opener: Element | null): void {
  const place = opener?.isConnected ? opener : document.getElementById("page");
  if (place instanceof HTMLElement) {
    place.focus();
  }
}
