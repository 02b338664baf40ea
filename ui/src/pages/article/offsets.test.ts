import { expect, test } from "vitest";
import { offsetsOf } from "./offsets";

const text = "a😀b👩‍👩c — é𝔸";

test("code points and units of every place agree with counting", () => {
  const offsets = offsetsOf(text);
  const points = [...text];
  let unit = 0;
  for (const [point, character] of points.entries()) {
    expect(offsets.units(point)).toBe(unit);
    expect(offsets.points(unit)).toBe(point);
    unit += character.length;
  }
  expect(offsets.units(points.length)).toBe(text.length);
  expect(offsets.points(text.length)).toBe(points.length);
});

test("a span re-slices to its characters", () => {
  expect(text.slice(...offsetsOf(text).span([1, 3]))).toBe("😀b");
});

test("a place inside a pair belongs to the character", () => {
  expect(offsetsOf("😀").points(1)).toBe(1);
});

test("spans beyond the text end with it, and reversed ones are empty", () => {
  expect(offsetsOf("abc").span([2, 99])).toEqual([2, 3]);
  expect(offsetsOf("abc").span([-4, 1])).toEqual([0, 1]);
  expect(offsetsOf("abc").span([2, 1])).toEqual([2, 2]);
});

test("plain text is its own measure", () => {
  const offsets = offsetsOf("x".repeat(1_000_000));
  expect(offsets.units(999_999)).toBe(999_999);
});
