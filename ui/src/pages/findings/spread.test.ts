import { expect, test } from "vitest";
import { spread } from "./spread";

const value = (of: string | null, low: number | null, high: number | null) => ({ of, low, high, claims: ["a/c1"] });

test("values of the same thing stand side by side, in order", () => {
  expect(spread([value("men", 350, 350), value("men", 200, 200), value("men", 200, 200)])).toEqual(["200 / 350 men"]);
});

test("ranges and open ends keep their form, other things their own entry", () => {
  expect(spread([value("troops", 800, 1200), value("troops", 1000, null), value(null, null, 5)])).toEqual([
    "800–1,200 / ≥ 1,000 troops",
    "≤ 5",
  ]);
});

test("many values are named by their ends", () => {
  expect(spread([1, 2, 3, 4].map((n) => value("dead", n, n)))).toEqual(["1 … 4 (4 values) dead"]);
  expect(spread([])).toEqual([]);
});
