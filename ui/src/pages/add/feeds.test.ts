import { expect, test } from "vitest";
import { everyWords, healthOf } from "./feeds";

test("intervals are in the largest unit that fits", () => {
  expect([900, 3_600, 90, 86_400, 7_200, 1].map(everyWords)).toEqual(["every 15 minutes", "every hour", "every 90 seconds", "every day", "every 2 hours", "every second"]);
});

test("a feed is failing while it fails, whatever came before", () => {
  expect(healthOf({ failures: 2, last_polled: null })).toBe("failing");
  expect(healthOf({ failures: 0, last_polled: null })).toBe("not polled yet");
  expect(healthOf({ failures: 0, last_polled: "2026-03-01T00:00:00Z" })).toBe("well");
});
