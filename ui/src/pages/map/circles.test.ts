import { expect, test } from "vitest";
import { circleAt, inDrawingOrder, labelsOf, largestRadius, legendSizes, radiusOf } from "./circles";
import type { Circle } from "./circles";

const circle = (place: number, x: number, y: number, radius: number, events: number): Circle => ({ place, x, y, radius, events, certain: 0 });
const camera = { k: 2, dx: 10, dy: 0 };

test("areas are in proportion to events", () => {
  expect(radiusOf(100, 100, 26)).toBe(26);
  expect(radiusOf(25, 100, 26)).toBe(13);
  expect(radiusOf(1, 10_000, 26)).toBe(2.5);
  expect(radiusOf(0, 100, 26)).toBe(0);
  expect(radiusOf(0, 0, 26)).toBe(0);
});

test("few events make small circles", () => {
  expect(largestRadius(1)).toBe(7);
  expect(largestRadius(10_000)).toBe(26);
});

test("the drawing does not depend on the order of the rows", () => {
  const circles = [circle(2, 0, 0, 1, 5), circle(1, 0, 0, 1, 5), circle(0, 0, 0, 1, 9)];
  expect(inDrawingOrder(circles).map(({ place }) => place)).toEqual([0, 1, 2]);
  expect(inDrawingOrder(circles.toReversed())).toEqual(inDrawingOrder(circles));
});

test("the topmost circle under the pointer is found", () => {
  const circles = inDrawingOrder([circle(0, 50, 50, 20, 9), circle(1, 52, 50, 3, 1)]);
  expect(circleAt(circles, camera, 114, 100)?.place).toBe(1);
  expect(circleAt(circles, camera, 95, 100)?.place).toBe(0);
  expect(circleAt(circles, camera, 300, 300)).toBeNull();
});

test("names never lie over each other or out of the frame", () => {
  const circles = inDrawingOrder([circle(0, 50, 50, 5, 9), circle(1, 51, 51, 5, 3), circle(2, 50, 90, 5, 2), circle(3, 190, 50, 5, 1)]);
  const labels = labelsOf(circles, (place) => `place ${place}`, camera, { width: 400, height: 300 }, (text) => text.length * 6);
  expect(labels.map(({ text, x }) => [text, x])).toEqual([["place 0", 119], ["place 1", 61], ["place 2", 119], ["place 3", 339]]);
  const crowded = labelsOf(inDrawingOrder([0, 1, 2].map((place) => circle(place, 50, 50 + place, 5, 9 - place))), () => "a name", camera, { width: 400, height: 300 }, () => 40);
  expect(crowded).toHaveLength(2);
});

test("the legend has round numbers", () => {
  expect(legendSizes(0)).toEqual([]);
  expect(legendSizes(1)).toEqual([1]);
  expect(legendSizes(7)).toEqual([1, 5]);
  expect(legendSizes(240)).toEqual([1, 40, 200]);
});
