import { expect, it } from "vitest";
import { suffices } from "../src/api/roles.ts";

it("role_sufficesForWhatThoseBeforeItMay", () => {
  expect(suffices("editor", "viewer")).toBe(true);
  expect(suffices("editor", "editor")).toBe(true);
  expect(suffices("editor", "publisher")).toBe(false);
  expect(suffices(undefined, "viewer")).toBe(false);
});
