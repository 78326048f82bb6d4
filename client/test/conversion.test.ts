import { describe, expect, it } from "vitest";
import { conversion } from "../src/conversion";

describe("conversion", () => {
  function track(name: unknown, options = {}) {
    const warnings: string[] = [];
    return { event: conversion(name, options, (text) => warnings.push(text)), warnings };
  }

  it("soundCall_isTakenAsItIs", () => {
    expect(track("order", { value: 42.5, id: "order-0001" })).toEqual({
      event: { kind: "conversion", id: "order-0001", name: "order", value: 42.5 },
      warnings: [],
    });
  });

  it("withoutId_getsANewOneEachTime", () => {
    const [first, second] = [track("order").event?.id, track("order").event?.id];
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
  });

  it("valueThatIsNoNumber_isLeftOutWithAWarning", () => {
    const { event, warnings } = track("order", { value: Number.NaN, id: "order-0001" });
    expect(event).toEqual({ kind: "conversion", id: "order-0001", name: "order" });
    expect(warnings).toEqual([
      'rimlight.track("order"): value == NaN, must be a finite number; counted without it',
    ]);
  });

  it("idThatTheEdgeWouldRefuse_isReplacedWithAWarning", () => {
    const { event, warnings } = track("order", { id: "#1" });
    expect(event?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(warnings).toHaveLength(1);
  });

  it("nameThatIsNone_countsNothing", () => {
    expect(track("").event).toBeNull();
    expect(track(undefined).warnings).toEqual([
      "rimlight.track: name == undefined, must be 1 to 64 characters",
    ]);
    expect(track("x".repeat(65)).event).toBeNull();
  });
});
