import { useSyncExternalStore } from "react";

const WIDE = window.matchMedia("(min-width: 900px)");

/** Whether tables have room; otherwise their rows are cards. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      WIDE.addEventListener("change", changed);
      return () => WIDE.removeEventListener("change", changed);
    },
    () => WIDE.matches,
  );
}
