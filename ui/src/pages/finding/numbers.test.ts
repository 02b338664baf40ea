import { expect, test } from "vitest";
import { bar, numberScale, worthDrawing } from "./numbers";

const bounds = (low: number | null, high: number | null) => ({ low, high, claims: [] });

test("the scale begins at zero and ends at the greatest number", () => {
  const scale = numberScale([bounds(200, 200), bounds(300, 400)]);
  expect([scale.low, scale.high]).toEqual([0, 400]);
  expect([scale.place(0), scale.place(200), scale.place(400)]).toEqual([2, 50, 98]);
});

test("an exact number is a point, a range a bar, an open end goes on to the edge", () => {
  const values = [bounds(200, 200), bounds(100, 400), bounds(300, null), bounds(null, 200)];
  const scale = numberScale(values);
  expect(scale.high).toBeCloseTo(460);
  expect(bar(bounds(200, 200), scale)).toMatchObject({ open: null, points: [scale.place(200)] });
  expect(bar(bounds(100, 400), scale)).toMatchObject({ from: scale.place(100), to: scale.place(400), open: null });
  expect(bar(bounds(300, null), scale)).toMatchObject({ to: 98, open: "high" });
  expect(bar(bounds(null, 200), scale)).toMatchObject({ from: 2, open: "low" });
});

test("numbers below zero and only zero have a place", () => {
  expect(numberScale([bounds(-10, 10)]).place(0)).toBe(50);
  expect(numberScale([bounds(0, 0)]).place(0)).toBe(50);
});

test("one exact number needs no picture", () => {
  const group = (...list: ReturnType<typeof bounds>[]) => ({ of: null, unit: null, bounds: list });
  expect([worthDrawing(group(bounds(2, 2))), worthDrawing(group(bounds(2, 3))), worthDrawing(group(bounds(2, 2), bounds(3, 3)))]).toEqual([
    false,
    true,
    true,
  ]);
});
