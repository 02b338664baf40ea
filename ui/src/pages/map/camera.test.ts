import { expect, test } from "vitest";
import { CLOSEST, fitted, kept, moved, underneath, zoomed } from "./camera";

const frame = { width: 800, height: 400 };
const world = { width: 1000, height: 480 };
const whole = kept({ k: 0, dx: 0, dy: 0 }, frame, world);

test("the whole world is the furthest, and is centred", () => {
  expect(whole.k).toBeCloseTo(0.8);
  expect(whole.dx).toBe(0);
  expect(whole.dy).toBeCloseTo((400 - 384) / 2);
  expect(zoomed(whole, 0.1, 0, 0, frame, world)).toEqual(whole);
});

test("coming nearer leaves the point under the pointer where it is", () => {
  const near = zoomed(whole, 4, 300, 200, frame, world);
  const [x, y] = underneath(whole, 300, 200);
  expect(near.k * x + near.dx).toBeCloseTo(300);
  expect(near.k * y + near.dy).toBeCloseTo(200);
  expect(zoomed(near, 1e9, 0, 0, frame, world).k).toBeCloseTo(0.8 * CLOSEST);
});

test("the map never leaves the frame", () => {
  const near = zoomed(whole, 4, 300, 200, frame, world);
  expect(moved(near, 1e6, 1e6, frame, world)).toMatchObject({ dx: 0, dy: 0 });
  const far = moved(near, -1e6, -1e6, frame, world);
  expect(far.dx + far.k * world.width).toBeCloseTo(frame.width);
  expect(far.dy + far.k * world.height).toBeCloseTo(frame.height);
});

test("a part is shown in the middle, a single point not too near", () => {
  const camera = fitted([500, 200, 600, 240], frame, world);
  expect(underneath(camera, 400, 200)[0]).toBeCloseTo(550);
  expect(camera.k).toBeCloseTo(6.72);
  expect(fitted([500, 200, 500, 200], frame, world).k).toBeCloseTo(0.8 * 14);
});
