import { expect, test } from "vitest";
import { clusters, ticks, timeScale } from "./scale";

const at = (text: string) => Date.parse(text);

test("the scale holds whole days and keeps room at its ends", () => {
  const scale = timeScale([at("2026-03-03T13:00:00Z"), at("2026-03-05T01:00:00Z")]);
  expect(scale?.begin).toBe(at("2026-03-03"));
  expect(scale?.end).toBe(at("2026-03-06"));
  expect(scale?.place(at("2026-03-03"))).toBe(1.5);
  expect(scale?.place(at("2026-03-06"))).toBe(98.5);
  expect(scale?.place(at("2027-01-01"))).toBe(98.5);
  expect(scale?.place(at("2026-03-04T12:00:00Z"))).toBeCloseTo(50);
});

test("one moment makes one day; no moment makes no scale", () => {
  expect(timeScale([at("2026-03-03T13:00:00Z")])?.end).toBe(at("2026-03-04"));
  expect(timeScale([])).toBeNull();
  expect(timeScale([Number.NaN])).toBeNull();
});

test("ticks are few and evenly apart", () => {
  const scale = timeScale([at("2026-03-01"), at("2026-03-09")]);
  expect(scale && ticks(scale, 5).map((tick) => new Date(tick).getUTCDate())).toEqual([1, 3, 5, 7, 9]);
  const long = timeScale([at("1900-01-01"), at("2026-01-01")]);
  expect(long && ticks(long, 6).length).toBeLessThanOrEqual(6);
});

test("marks that would cover each other stand in one cluster", () => {
  const marks = [
    { at: 50, value: "c" },
    { at: 10, value: "a" },
    { at: 10.5, value: "b" },
  ];
  expect(clusters(marks, 1)).toEqual([
    { at: 10, values: ["a", "b"] },
    { at: 50, values: ["c"] },
  ]);
});
