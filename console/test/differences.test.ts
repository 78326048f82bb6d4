import { expect, it } from "vitest";
import { fieldName, valueText } from "../src/kit/differences.ts";

it("pointer_isReadStepByStepWithItsEscapes", () => {
  expect(fieldName("/rules/germany/when/values/0")).toBe("rules › germany › when › values › 0");
  expect(fieldName("/a~1b/c~0d/e~01")).toBe("a/b › c~d › e~1");
});

it("value_isTextAsItIsAndElseJson", () => {
  expect(valueText("true")).toBe("true");
  expect(valueText(true)).toBe("true");
  expect(valueText({ variant: "b" })).toBe('{"variant":"b"}');
});

it("longValue_breaksOnlyWhereItDoesNotFit", () => {
  const when = { attribute: "country", operator: "in", values: ["AT", "CH", "LI"] };
  expect(valueText({ id: "austria", when, serve: [{ variant: "warm" }] })).toBe(`{
  "id": "austria",
  "when": {
    "attribute": "country",
    "operator": "in",
    "values": ["AT","CH","LI"]
  },
  "serve": [{"variant":"warm"}]
}`);
});
