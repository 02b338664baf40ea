// Land and borders (Natural Earth, in the public domain, as packed by world-atlas): files of this page, asked for when the map is.
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";
import type { Globe } from "./globe";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export type Detail = "coarse" | "fine";

export interface Land {
  land: Path2D;
  borders: Path2D;
}

export async function loadLand(detail: Detail, globe: Globe, signal: AbortSignal): Promise<Land> {
  const response = await fetch(detail === "fine" ? fine : coarse, { signal });
  if (!response.ok) throw new Error(`The outlines of the countries did not come: ${response.status}`);
  const world = (await response.json()) as World;
  return {
    land: new Path2D(globe.outline(feature(world, world.objects.land))),
    borders: new Path2D(globe.outline(mesh(world, world.objects.countries, (one, other) => one !== other))),
  };
}
