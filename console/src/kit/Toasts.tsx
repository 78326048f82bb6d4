import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { dismiss, toasts, watchToasts } from "./toasts.ts";

export function Toasts() {
  const shown = useSyncExternalStore(watchToasts, toasts);
  return (
    <div
      role="status"
      className="fixed inset-x-4 bottom-20 z-20 mx-auto flex max-w-md flex-col gap-2 md:bottom-6"
    >
      {shown.map(({ id, text, undo }) => (
        <div
          key={id}
          className="flex items-center gap-3 rounded-md bg-text px-4 py-2.5 text-13 text-surface shadow-lg"
        >
          <span className="min-w-0 flex-1">{text}</span>
          {undo && (
            <button
              type="button"
              className="font-semibold underline underline-offset-2"
              onClick={() => {
                dismiss(id);
                undo();
              }}
            >
              Undo
            </button>
          )}
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <X aria-hidden size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
