import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { expect, it } from "vitest";

it("browserModule_isAtMostSixKilobytesOnTheWire", () => {
  const source = readFileSync(new URL("../dist/client.js", import.meta.url));
  expect(brotliCompressSync(source).length).toBeLessThanOrEqual(6 * 1024);
});
