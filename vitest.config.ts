import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "edge/worker/test/**/*.test.ts",
      "edge/deploy/test/**/*.test.ts",
      "client/test/**/*.test.ts",
      "demo/test/**/*.test.ts",
      "console/test/**/*.test.{ts,tsx}",
    ],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    fileParallelism: false,
  },
});
