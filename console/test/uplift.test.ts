import { describe, expect, it } from "vitest";
import {
  bandPath,
  type Line,
  linePath,
  momentsOf,
  momentText,
  nearest,
  planeOf,
  pointAt,
  spread,
} from "../src/results/uplift.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 22, 10);

const line: Line = {
  variant: "b",
  letter: "B",
  points: [
    { at: START + HOUR, estimate: 0.9, low: -4, high: 6 },
    { at: START + 2 * HOUR, estimate: 0.1, low: -0.2, high: 0.4 },
    { at: START + 4 * HOUR, estimate: 0.1, low: -0.1, high: 0.3 },
  ],
};

describe("the plane", () => {
  it("noisyFirstPoints_doNotSetTheScale", () => {
    const plane = planeOf([line], START);
    expect(plane.low).toBeCloseTo(-0.236, 12);
    expect(plane.high).toBeCloseTo(0.436, 12);
    expect(plane.cut).toBe(true);
    expect(plane.changes).toEqual([-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4]);
  });

  it("time_runsFromTheStartToTheLastPoint", () => {
    const plane = planeOf([line], START);
    expect(plane.x(START)).toBe(0);
    expect(plane.x(START + HOUR)).toBe(25);
    expect(plane.x(START + 4 * HOUR)).toBe(100);
    expect(plane.timeStep).toBe(HOUR);
    expect(plane.times).toHaveLength(5);
  });

  it("zero_isAlwaysSeen", () => {
    const high: Line = {
      ...line,
      points: [
        { at: START, estimate: 0.5, low: 0.4, high: 0.6 },
        { at: START + 1, estimate: 0.5, low: 0.4, high: 0.6 },
      ],
    };
    const plane = planeOf([high], undefined);
    expect(plane.low).toBeCloseTo(-0.036, 12);
    expect(plane.changes[0]).toBe(0);
    expect(plane.cut).toBe(false);
  });
});

describe("the paths", () => {
  const plane = { ...planeOf([line], START), x: (at: number) => (at - START) / HOUR };
  plane.y = (change: number) => 10 * change;

  it("line_goesThroughTheEstimates", () => {
    expect(linePath(line.points, plane)).toBe("M1.00,9.00L2.00,1.00L4.00,1.00");
  });

  it("band_goesForthAboveAndBackBelow", () => {
    expect(bandPath(line.points.slice(1), plane)).toBe(
      "M2.00,4.00L4.00,3.00L4.00,-1.00L2.00,-2.00Z",
    );
  });

  it("absentBound_liesBeyondTheEdge", () => {
    const open = [{ at: START, estimate: 0.1, low: 0 }];
    expect(bandPath(open, { ...plane, low: -1, high: 1 })).toBe("M0.00,30.00L0.00,0.00Z");
  });
});

describe("end labels", () => {
  it("closeLabels_areMovedApart", () => {
    expect(spread([50, 51, 20], 7)).toEqual([50, 57, 20]);
  });

  it("labelsAtTheBottom_areMovedUp", () => {
    expect(spread([99, 98], 7)).toEqual([100, 93]);
  });
});

describe("moments", () => {
  it("closeMoments_haveSeconds", () => {
    expect(momentText(START, [START, START + 5_000])).toContain(":00:00");
    expect(momentText(START, [START, START + HOUR])).not.toContain(":00:00");
  });

  const late: Line = { variant: "c", letter: "C", points: line.points.slice(2) };

  it("moments_areThoseOfAllLines", () => {
    expect(momentsOf([late, line])).toEqual(line.points.map(({ at }) => at));
  });

  it("lineThatBeginsLater_hasNoPointBefore", () => {
    expect(pointAt(late, START + HOUR)).toBeUndefined();
    expect(pointAt(line, START + 3 * HOUR)?.high).toBe(0.4);
  });

  it("pointing_takesTheNearest", () => {
    expect(nearest([0, 10, 30], 21)).toBe(30);
    expect(nearest([0, 10, 30], 19)).toBe(10);
  });
});
