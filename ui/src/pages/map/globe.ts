// The globe on a plane: Equal Earth, in which areas compare, turned so that the events are in its middle, where shapes are truest.
import { geoEqualEarth, geoPath } from "d3-geo";
import type { GeoPermissibleObjects, GeoProjection } from "d3-geo";
import type { Bounds, Size } from "./camera";
import type { Box } from "./selection";

/** Width of the whole world in the map's own measure. */
const WIDTH = 1_000;

export interface Globe {
  size: Size;
  /** Place on the plane of a longitude and latitude. */
  project: (lon: number, lat: number) => [number, number];
  /** Longitude and latitude of a place on the plane, inside the globe. */
  invert: (x: number, y: number) => [number, number];
  /** The outline of a shape, as a path's data. */
  outline: (shape: GeoPermissibleObjects) => string;
}

/** The meridian for the middle: that of the events, in steps of ten degrees; Greenwich where they are all over the world. */
export function middleOf(places: readonly { lon: number }[]): number {
  if (places.length === 0) return 0;
  const lons = places.map(({ lon }) => lon).sort((one, other) => one - other);
  const at = (share: number) => lons[Math.min(lons.length - 1, Math.floor(share * lons.length))] ?? 0;
  const [low, high] = [at(0.02), at(0.98)];
  return high - low > 200 ? 0 : Math.round((low + high) / 20) * 10;
}

export function globeOf(meridian: number): Globe {
  const projection: GeoProjection = geoEqualEarth().rotate([-meridian, 0]).fitWidth(WIDTH, { type: "Sphere" }).precision(0.05);
  const path = geoPath(projection).digits(2);
  const [, [width, height]] = path.bounds({ type: "Sphere" });
  return {
    size: { width, height },
    project: (lon, lat) => projection([lon, lat]) ?? [0, 0],
    invert: (x, y) => {
      const [lon, lat] = projection.invert?.([Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)]) ?? [0, 0];
      // Beside the globe's curved edge the plane has no place on earth; the nearest is on the edge.
      return [Math.min(180, Math.max(-180, Number.isFinite(lon) ? lon : 0)), Math.min(90, Math.max(-90, Number.isFinite(lat) ? lat : 0))];
    },
    outline: (shape) => path(shape) ?? "",
  };
}

/** The smallest part of the plane with all places. */
export function boundsOf(globe: Globe, places: readonly { lat: number; lon: number }[]): Bounds | null {
  if (places.length === 0) return null;
  const points = places.map(({ lat, lon }) => globe.project(lon, lat));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A box of degrees as a shape: its sides are parallels and meridians, in small steps. */
export function boxShape([west, south, east, north]: Box): GeoPermissibleObjects {
  const steps = 24;
  const along = (from: number, to: number, place: (value: number) => [number, number]) => Array.from({ length: steps + 1 }, (_, step) => place(from + ((to - from) * step) / steps));
  return {
    type: "MultiLineString",
    coordinates: [
      along(west, east, (lon) => [lon, south]), along(south, north, (lat) => [east, lat]),
      along(east, west, (lon) => [lon, north]), along(north, south, (lat) => [west, lat]),
    ],
  };
}
