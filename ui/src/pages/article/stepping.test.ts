import { expect, test } from "vitest";
import { pinNext, step } from "./stepping";

test("steps go through the claims in the order of the text and stay at its ends", () => {
  const order = [4, 2, 7];
  expect(step(order, null, 1)).toBe(4);
  expect(step(order, null, -1)).toBe(7);
  expect(step(order, 4, 1)).toBe(2);
  expect(step(order, 7, 1)).toBe(7);
  expect(step(order, 4, -1)).toBe(4);
  expect(step([], null, 1)).toBeNull();
  expect(step(order, 99, 1)).toBe(4);
});

test("presses on nested claims pin them from the inside out, then free", () => {
  expect(pinNext([3, 1], null)).toBe(3);
  expect(pinNext([3, 1], 3)).toBe(1);
  expect(pinNext([3, 1], 1)).toBeNull();
  expect(pinNext([3, 1], 9)).toBe(3);
  expect(pinNext([], 2)).toBeNull();
});
