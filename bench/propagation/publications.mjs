// Publishes again and again and notes how long it took until the last edge had it.
import { median } from "../core/median.mjs";
import { envelope } from "../edge/envelope.mjs";
import { ENVIRONMENT } from "./edges.mjs";

const GIVEN_UP_MILLIS = 60_000;

/** Remembers which edge has which revision since when. */
export function noteArrivals(watchers, count) {
  const first = { revision: new Map(), killRevision: new Map() };
  const highest = {
    revision: new Array(count).fill(0),
    killRevision: new Array(count).fill(0),
  };
  const tally = { pages: 0, failures: 0, lastFailure: "" };
  watchers.on("message", ({ edge, what, revision, at, pages, failed }) => {
    if (pages) tally.pages += pages;
    if (failed) {
      tally.failures++;
      tally.lastFailure = failed;
    }
    if (!what) return;
    highest[what][edge] = revision;
    const arrived = first[what].get(revision) ?? [];
    first[what].set(revision, [...arrived, at]);
  });
  return {
    tally,
    /** When each edge first said that it has the revision; throws when one does not within a minute. */
    async everywhere(what, revision) {
      const began = Date.now();
      while (highest[what].some((has) => has < revision)) {
        if (Date.now() - began > GIVEN_UP_MILLIS) {
          const without = highest[what].filter((has) => has < revision).length;
          throw new Error(`${what} ${revision} has not reached ${without} edges`);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return first[what].get(revision) ?? [];
    },
  };
}

/** {toFirstMillis, toLastMillis: {p50, p99, max}, rounds} of so many publications. */
export async function publishAll({ arrivals, what, from, times, send, make, progress }) {
  const rounds = [];
  for (let i = 0; i < times; i++) {
    const revision = from + i;
    const bytes = make(revision);
    const began = performance.timeOrigin + performance.now();
    await send(bytes);
    const sentMillis = performance.timeOrigin + performance.now() - began;
    const arrived = await arrivals.everywhere(what, revision);
    rounds.push({
      revision,
      sentMillis,
      toFirstMillis: Math.min(...arrived) - began,
      toLastMillis: Math.max(...arrived) - began,
    });
    // Long enough for everybody to wait again, and never in step with the visitors.
    await new Promise((resolve) => setTimeout(resolve, 150 + ((i * 37) % 100)));
  }
  const last = rounds.map(({ toLastMillis }) => toLastMillis).toSorted((a, b) => a - b);
  const result = {
    toFirstMillis: { p50: median(rounds.map(({ toFirstMillis }) => toFirstMillis)) },
    toLastMillis: {
      p50: median(last),
      p99: last[Math.min(last.length - 1, Math.floor(last.length * 0.99))],
      max: last.at(-1),
    },
    rounds,
  };
  progress(`${what}: last edge after ${result.toLastMillis.p50.toFixed(0)} ms (p50)`);
  return result;
}

/** "RLS2", section 1: id, length, the environment with its length, revision; the checksum stands at the end. */
export function asRevision(snapshot, revision) {
  const bytes = Buffer.from(snapshot);
  bytes.writeInt32LE(revision, 4 + 1 + 4 + 1 + ENVIRONMENT.length);
  let checksum = 0;
  for (const byte of bytes.subarray(0, -4)) checksum = Math.imul(checksum ^ byte, 0x01000193);
  bytes.writeInt32LE(checksum, bytes.length - 4);
  return envelope("S", bytes);
}

/** The headline is killed and given back in turn. */
export function asKillRevision(killRevision) {
  const at = Date.now();
  const off = killRevision % 2 === 1 ? [{ flag: "headline", at, by: "bench", reason: "" }] : [];
  const document = { environment: ENVIRONMENT, killRevision, at, off };
  return envelope("K", Buffer.from(JSON.stringify(document)));
}
