// Where the names of the network stand. The same network always gets the same picture: fixed beginnings, fixed steps.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";
import type { Network } from "../../api/contract";

const STEPS = 320;
/** Room for marks and letters at the edges, in pixels. */
const MARGIN = 26;

export interface Placed {
  id: string;
  name: string;
  kind: Network["nodes"][number]["kind"];
  claims: number;
  x: number;
  y: number;
  r: number;
}

export interface Drawing {
  nodes: Placed[];
  links: { from: Placed; to: Placed; claims: number; width: number }[];
}

interface Body extends SimulationNodeDatum, Placed {
  x: number;
  y: number;
}

/** Lays the network out in a rectangle; names by how much they speak, the loudest first. */
export function layout(network: Network, width: number, height: number): Drawing {
  const most = Math.max(1, ...network.nodes.map((node) => node.claims));
  const strongest = Math.max(1, ...network.links.map((link) => link.claims));
  const ordered = network.nodes.toSorted((one, other) => other.claims - one.claims || (one.id < other.id ? -1 : 1));
  const scale = Math.min(width, height) / 640;
  const nodes: Body[] = ordered.map((node, place) => ({
    ...node,
    // A sunflower's seeds: evenly spread, and no two in one place.
    x: Math.sqrt(place + 0.5) * 14 * Math.cos(place * 2.4),
    y: Math.sqrt(place + 0.5) * 14 * Math.sin(place * 2.4),
    r: (4 + 12 * Math.sqrt(node.claims / most)) * Math.max(0.7, scale),
  }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const links = network.links.flatMap(({ from, to, claims }) => {
    const [one, other] = [byId.get(from), byId.get(to)];
    return one && other && one !== other ? [{ source: one, target: other, claims }] : [];
  });
  const simulation = forceSimulation(nodes)
    .force(
      "links",
      forceLink<Body, SimulationLinkDatum<Body> & { claims: number }>(links)
        .distance(54 * scale)
        .strength((link) => 0.25 + 0.5 * Math.sqrt(link.claims / strongest)),
    )
    .force("apart", forceManyBody<Body>().strength(-230 * scale))
    .force(
      "room",
      forceCollide<Body>((node) => node.r + 9 * scale),
    )
    .force("x", forceX<Body>(0).strength(0.06 * Math.min(1, height / width)))
    .force("y", forceY<Body>(0).strength(0.06 * Math.min(1, width / height)))
    .stop();
  simulation.tick(STEPS);
  fit(nodes, width, height);
  return {
    nodes,
    links: links.map(({ source, target, claims }) => ({
      from: source,
      to: target,
      claims,
      width: 0.7 + 3 * Math.sqrt(claims / strongest),
    })),
  };
}

/** Stretches what was laid out to the rectangle. */
function fit(nodes: Body[], width: number, height: number): void {
  const [left, right] = [Math.min(...nodes.map((node) => node.x)), Math.max(...nodes.map((node) => node.x))];
  const [top, bottom] = [Math.min(...nodes.map((node) => node.y)), Math.max(...nodes.map((node) => node.y))];
  for (const node of nodes) {
    node.x = right > left ? MARGIN + ((node.x - left) / (right - left)) * (width - 2 * MARGIN) : width / 2;
    node.y = bottom > top ? MARGIN + ((node.y - top) / (bottom - top)) * (height - 2 * MARGIN) : height / 2;
  }
}

/** Width of a letter, roughly, and the height of a line, at the size in which names are drawn. */
const LETTER = 6.5;
const LINE = 15;

/** Where a name is written, seen from its mark. */
export type Side = "below" | "above" | "right" | "left";
const SIDES: readonly Side[] = ["below", "above", "right", "left"];

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The room that a name takes on a side of its mark. */
function box({ name, x, y, r }: Placed, side: Side): Box {
  const length = shortName(name).length * LETTER;
  if (side === "right") return { left: x + r + 3, right: x + r + 3 + length, top: y - LINE / 2, bottom: y + LINE / 2 };
  if (side === "left") return { left: x - r - 3 - length, right: x - r - 3, top: y - LINE / 2, bottom: y + LINE / 2 };
  const top = side === "below" ? y + r + 2 : y - r - 2 - LINE;
  return { left: x - length / 2, right: x + length / 2, top, bottom: top + LINE };
}

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/** So many of the loudest are named in any case, where they cover least. */
const ALWAYS = 1;

/** The names that can be written without covering another name or mark, and where: the loudest choose first. */
export function labelled(nodes: readonly Placed[], width: number): Map<string, Side> {
  const marks = nodes.map(({ id, x, y, r }) => ({ id, left: x - r - 2, right: x + r + 2, top: y - r - 2, bottom: y + r + 2 }));
  const taken: Box[] = [];
  const found = new Map<string, Side>();
  for (const [place, node] of nodes.entries()) {
    const covered = (room: Box): number => {
      if (room.left < 0 || room.right > width || taken.some((other) => meet(room, other))) return Infinity;
      return marks.filter((mark) => mark.id !== node.id && meet(room, mark)).length;
    };
    const sides = SIDES.map((side) => ({ side, covers: covered(box(node, side)) })).toSorted((one, other) =>
      one.covers === other.covers ? 0 : one.covers - other.covers,
    );
    const best = sides[0];
    if (!best || best.covers === Infinity || (best.covers > 0 && place >= ALWAYS)) continue;
    taken.push(box(node, best.side));
    found.set(node.id, best.side);
  }
  return found;
}

/** A name as it is written into the picture. */
export const shortName = (name: string): string => (name.length > 26 ? `${name.slice(0, 24).trimEnd()}…` : name);
