// Builds the page into the server's crate, which embeds it. Names and bytes depend on the sources alone.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a running server. */
const server = process.env["PURPORT_SERVER"] ?? "http://127.0.0.1:7878";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../crates/purport-server/page",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    // Files of a few bytes stay files: the server's Content-Security-Policy allows no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": server } },
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node" },
});
