import { describe, expect, it } from "vitest";
import { BEACON_BYTES, beacons } from "../src/beacons";
import type { Reported } from "../src/reported";

describe("beacons", () => {
  const sender = { token: "t", page: "p" };
  const event = (i: number, subject?: string): Reported => ({
    kind: "error",
    id: `event-${i}`,
    ...(subject && { subject }),
  });
  const events = (count: number, subject?: string) =>
    Array.from({ length: count }, (_, i) => event(i, subject));
  const read = (body: string) => JSON.parse(body) as { events: Reported[] };

  it("noEvent_isNoBeacon", () => {
    expect(beacons(sender, [])).toEqual([]);
  });

  it("fewEvents_areOneBeaconOfTheSender", () => {
    expect(beacons(sender, [{ kind: "exposure" }])).toEqual([
      '{"token":"t","page":"p","events":[{"kind":"exposure"}]}',
    ]);
    expect(beacons({}, [{ kind: "exposure" }])).toEqual(['{"events":[{"kind":"exposure"}]}']);
  });

  it("fiftyEvents_areOneBeacon_oneMoreIsTwo", () => {
    expect(beacons(sender, events(50)).map((body) => read(body).events.length)).toEqual([50]);
    expect(beacons(sender, events(51)).map((body) => read(body).events.length)).toEqual([25, 26]);
  });

  it("largeEvents_areSplitByTheirBytesAndNoneIsLost", () => {
    // Each of its characters is three bytes.
    const all = events(50, "語".repeat(500));
    const bodies = beacons(sender, all);
    expect(bodies.length).toBe(4);
    expect(bodies.every((body) => Buffer.byteLength(body) < BEACON_BYTES)).toBe(true);
    expect(bodies.flatMap((body) => read(body).events)).toEqual(all);
  });

  it("oneEventThatIsTooLarge_goesAlone", () => {
    const bodies = beacons(sender, [event(0), event(1, "x".repeat(BEACON_BYTES))]);
    expect(bodies.map((body) => read(body).events.length)).toEqual([1, 1]);
  });
});
