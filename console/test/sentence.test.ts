import { expect, it } from "vitest";
import { ruleSentence, serveSentence } from "../src/flags/sentence.ts";

it("ruleWithGroups_readsAsOneSentence", () => {
  expect(
    ruleSentence({
      id: "dach",
      when: {
        all: [
          { attribute: "country", operator: "in", values: ["DE", "AT"] },
          {
            any: [
              { attribute: "device", operator: "equals", values: ["phone"] },
              { not: { attribute: "user", operator: "exists" } },
            ],
          },
        ],
      },
      serve: { variant: "b" },
    }),
  ).toBe("If country is one of DE, AT and (device is phone or not (user is known)): serve b");
});

it("ruleWithoutCondition_isForEverybody", () => {
  expect(ruleSentence({ id: "all", serve: { experiment: "cta" } })).toBe(
    "Everybody: experiment cta",
  );
});

it("split_namesItsShares", () => {
  expect(
    serveSentence({
      split: [
        { variant: "a", weight: 12_500 },
        { variant: "b", weight: 87_500 },
      ],
    }),
  ).toBe("split 12.5% a, 87.5% b");
});

it("listConditions_sayWhichElements", () => {
  const told = (elements: "all" | "none") =>
    ruleSentence({
      id: "r",
      when: { attribute: "tags", operator: "startsWith", values: ["g"], elements },
      serve: { variant: "b" },
    });
  expect(told("all")).toBe("If every tags starts with g: serve b");
  expect(told("none")).toBe("If no tags starts with g: serve b");
});

it("prerequisite_namesFlagAndVariants", () => {
  expect(
    ruleSentence({ id: "r", when: { flag: "f", variants: ["a", "b"] }, serve: { variant: "x" } }),
  ).toBe("If flag f gives a or b: serve x");
});
