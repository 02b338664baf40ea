// Takes the pictures of each page that the documents show.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["e2e/screenshots.ts"], testTimeout: 300_000, hookTimeout: 120_000 },
});
