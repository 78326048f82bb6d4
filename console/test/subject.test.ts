import { expect, it } from "vitest";
import { experimentOf } from "../src/alerts/subject.ts";

it.each([
  ["experiment wording, order under urgent", "wording"],
  ["experiment a-a.check_2, split", "a-a.check_2"],
  ["edge http://127.0.0.1:8787", undefined],
  ["edge http://experiment a, b", undefined],
])("subject_%s_namesItsExperiment", (subject, key) => {
  expect(experimentOf({ subject })).toBe(key);
});
