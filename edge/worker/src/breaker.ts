import { type Dependency, degrade, restore } from "./degraded";

/**
 * Asks a dependency within a budget, and leaves it alone for a while when it keeps failing: five failures within ten
 * seconds open the breaker for thirty; then one attempt decides.
 */
const FAILURES = 5;
const WINDOW_MILLIS = 10_000;
const OPEN_MILLIS = 30_000;

interface Breaker {
  failures: number[];
  openUntil: number;
}

const breakers = new Map<Dependency, Breaker>();

export class Open extends Error {}

export async function ask<T>(
  what: Dependency,
  budgetMillis: number,
  question: () => Promise<T>,
): Promise<T> {
  const breaker = breakers.get(what) ?? { failures: [], openUntil: 0 };
  breakers.set(what, breaker);
  const now = Date.now();
  if (breaker.openUntil > now) throw new Open(`${what} failed ${FAILURES} times and is left alone`);
  // While one attempt finds out, the others stay away.
  if (breaker.openUntil > 0) breaker.openUntil = now + budgetMillis;
  try {
    const answer = await within(budgetMillis, question());
    breaker.failures = [];
    breaker.openUntil = 0;
    restore(what);
    return answer;
  } catch (error) {
    const failedAt = Date.now();
    breaker.failures = breaker.failures.filter((at) => failedAt - at < WINDOW_MILLIS);
    breaker.failures.push(failedAt);
    if (breaker.openUntil > 0 || breaker.failures.length >= FAILURES) {
      breaker.openUntil = failedAt + OPEN_MILLIS;
    }
    degrade(what);
    console.error(`${what}: ${error}`);
    throw error;
  }
}

/** The promise's value, or an error once the time is up; the loser is left to finish on its own. */
export async function within<T>(millis: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${millis} ms`)), millis);
  });
  promise.catch(() => {
    // Whoever waits hears of it through the race; a late failure has nobody left to hear it.
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    if (timer !== null) clearTimeout(timer);
  }
}
