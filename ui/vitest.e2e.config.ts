// End-to-end tests: the real binary, the built page in it, the system's Chromium.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a page comes to show, it shows when it can: a busy machine takes longer than vitest's one second.
    expect: { poll: { timeout: 20_000 } },
    // One browser at a time: the timings that some specs take are then comparable.
    fileParallelism: false,
  },
});
