import { useEffect, useState } from "react";

const TICK_MILLIS = 1_000;

/** Milliseconds since a moment, ticking each second. */
export function useAge(since: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, now - since);
}
