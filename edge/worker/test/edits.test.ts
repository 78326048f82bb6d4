import { expect, it } from "vitest";
import { prepareEdit } from "../src/edits";

const meetsCode = (selector: string) =>
  prepareEdit({ flag: "f", variant: "v", selector, action: "setText" }, "x").mayMeetCode;

it("selectorThatNamesItsElement_cannotMeetCode", () => {
  for (const selector of [
    "h1",
    "button#order",
    "main > p.lead",
    "div a[href='/x']",
    "li:first-child",
  ]) {
    expect([selector, meetsCode(selector)]).toEqual([selector, false]);
  }
});

it("selectorThatDoesNot_couldMeetCode", () => {
  for (const selector of [
    "#order",
    ".x",
    "*",
    "[src]",
    "main > *",
    "script",
    "body style.x",
    "h1, .x",
    "p, script",
    ":not(p)",
  ]) {
    expect([selector, meetsCode(selector)]).toEqual([selector, true]);
  }
});
