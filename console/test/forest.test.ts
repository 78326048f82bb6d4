import { describe, expect, it } from "vitest";
import { axisOf, barOf, type Interval } from "../src/results/forest.ts";

const goal = (low: number, estimate: number, high: number): Interval => ({
  role: "goal",
  range: { low, estimate, high },
});

describe("the shared axis", () => {
  it("oneGoal_isWhollyOnTheAxisWithZero", () => {
    const axis = axisOf([goal(0.021, 0.062, 0.104)]);
    expect(axis.low).toBe(-0.02);
    expect(axis.high).toBe(0.12);
    expect(axis.ticks).toEqual([-0.02, 0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12]);
    expect(axis.step).toBeCloseTo(0.02, 12);
  });

  it("places_leaveRoomForHalfALabel", () => {
    const axis = axisOf([goal(-0.1, 0, 0.1)]);
    expect(axis.place(axis.low)).toBe(6);
    expect(axis.place(axis.high)).toBe(94);
    expect(axis.place(0)).toBe(50);
  });

  it("wideSecondary_isCutInsteadOfSqueezingTheGoal", () => {
    const wide: Interval = { role: "secondary", range: { low: -5, estimate: 0.1, high: 5 } };
    const axis = axisOf([goal(0.02, 0.06, 0.1), wide]);
    expect(axis.high).toBeCloseTo(0.3, 12);
    const bar = barOf(wide.range, axis);
    expect(bar.cutLeft).toBe(true);
    expect(bar.cutRight).toBe(true);
    expect(bar.left).toBe(6);
    expect(bar.right).toBe(94);
  });

  it("estimateOutsideTheGoals_staysOnTheAxis", () => {
    const far: Interval = { role: "guardrail", range: { low: 0.3, estimate: 0.5, high: 0.7 } };
    const axis = axisOf([goal(-0.01, 0, 0.01), far]);
    expect(axis.high).toBeGreaterThanOrEqual(0.5);
    expect(barOf(far.range, axis).point).toBeLessThan(94);
  });

  it("noInterval_isStillAnAxisAroundZero", () => {
    const axis = axisOf([]);
    expect(axis.low).toBe(-0.01);
    expect(axis.high).toBe(0.01);
    expect(axis.place(0)).toBe(50);
  });
});

describe("a bar", () => {
  const axis = axisOf([goal(-0.1, 0, 0.1)]);

  it("boundedRange_liesWhereItsNumbersLie", () => {
    const bar = barOf(
      { low: -0.05, estimate: 0.02, high: 0.1, innerLow: 0, innerHigh: 0.05 },
      axis,
    );
    expect(bar.left).toBe(axis.place(-0.05));
    expect(bar.right).toBe(axis.place(0.1));
    expect(bar.inner).toEqual({ left: axis.place(0), right: axis.place(0.05) });
    expect(bar.point).toBe(axis.place(0.02));
    expect(bar.cutLeft || bar.cutRight).toBe(false);
  });

  it("absentBound_runsToTheEndWithAnArrow", () => {
    const bar = barOf({ estimate: 0.02, low: -0.05 }, axis);
    expect(bar.right).toBe(94);
    expect(bar.cutRight).toBe(true);
    expect(bar.cutLeft).toBe(false);
    expect(bar.inner).toBeUndefined();
  });

  it("rangeWhollyBeyondTheAxis_isAnArrowWithoutAPoint", () => {
    const bar = barOf({ low: 0.3, estimate: 0.4, high: 0.5 }, axis);
    expect(bar).toEqual({ left: 94, right: 94, cutLeft: false, cutRight: true });
  });
});
