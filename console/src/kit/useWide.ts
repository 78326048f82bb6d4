import { useSyncExternalStore } from "react";

/** What a list with a few columns needs. */
const LIST_FROM_PX = 900;

/** Whether a table has room in the window; otherwise its rows are cards. */
export function useWide(fromPx: number = LIST_FROM_PX): boolean {
  const query = `(min-width: ${fromPx}px)`;
  return useSyncExternalStore(
    (changed) => {
      const room = matchMedia(query);
      room.addEventListener("change", changed);
      return () => room.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}
