import { expect, it } from "vitest";
import { saysSubjects } from "../src/vital";

it("pagesThatSaySubjects_areOneInTenByTheirId", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  let sampled = 0;
  for (let i = 0; i < 64 * 64; i++) {
    if (saysSubjects(`page${letters[i >> 6]}${letters[i & 63]}`)) sampled++;
  }
  expect(sampled).toBe(414);
});

it("pageWithoutId_saysNone", () => {
  expect(saysSubjects(undefined)).toBe(false);
});
