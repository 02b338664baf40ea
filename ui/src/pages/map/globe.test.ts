import { expect, test } from "vitest";
import { boundsOf, boxShape, globeOf, middleOf } from "./globe";

test("places go to the plane and back", () => {
  for (const meridian of [0, 120]) {
    const globe = globeOf(meridian);
    for (const [lon, lat] of [[127, 37.6], [36.2, 51.7], [-70, -33], [0, 0]] as const) {
      const [x, y] = globe.project(lon, lat);
      const [back, up] = globe.invert(x, y);
      expect(back).toBeCloseTo(lon, 4);
      expect(up).toBeCloseTo(lat, 4);
    }
  }
});

test("parallels are straight lines: a box has level sides", () => {
  const globe = globeOf(0);
  expect(globe.project(-100, 40)[1]).toBeCloseTo(globe.project(150, 40)[1], 6);
  expect(globe.project(10, 60)[1]).toBeLessThan(globe.project(10, 50)[1]);
});

test("outside the globe the nearest place on earth is meant", () => {
  const globe = globeOf(0);
  const [lon, lat] = globe.invert(0, 0);
  expect(Math.abs(lon)).toBeLessThanOrEqual(180);
  expect(Math.abs(lat)).toBeLessThanOrEqual(90);
  expect(globe.invert(-50, 1e6)[1]).toBeGreaterThanOrEqual(-90);
});

test("the middle is where the events are, in steps; the world's middle is Greenwich", () => {
  expect(middleOf([{ lon: 126 }, { lon: 129 }, { lon: 132 }])).toBe(130);
  expect(middleOf([{ lon: -120 }, { lon: 140 }])).toBe(0);
  expect(middleOf([])).toBe(0);
});

test("bounds hold all places", () => {
  const globe = globeOf(0);
  expect(boundsOf(globe, [])).toBeNull();
  const [left, top, right, bottom] = boundsOf(globe, [{ lat: 10, lon: 10 }, { lat: 50, lon: 100 }]) ?? [0, 0, 0, 0];
  expect(left).toBeLessThan(right);
  expect(top).toBeLessThan(bottom);
});

test("a box outlines itself", () => {
  expect(globeOf(0).outline(boxShape([30, 50, 40, 55]))).toMatch(/^M[\d.,LM-]+$/);
});
