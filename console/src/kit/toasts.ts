const SHOWN_MILLIS = 10_000;

export type Toast = { id: number; text: string; undo?: () => void };

let shown: readonly Toast[] = [];
let nextId = 1;
const watchers = new Set<() => void>();

/** Says what was done; `undo` is a real revert on the server. */
export function toast(text: string, undo?: () => void): void {
  const id = nextId++;
  change([...shown, undo ? { id, text, undo } : { id, text }]);
  setTimeout(() => dismiss(id), SHOWN_MILLIS);
}

export function dismiss(id: number): void {
  change(shown.filter((each) => each.id !== id));
}

export function toasts(): readonly Toast[] {
  return shown;
}

export function watchToasts(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

function change(next: readonly Toast[]): void {
  shown = next;
  for (const changed of watchers) {
    changed();
  }
}
