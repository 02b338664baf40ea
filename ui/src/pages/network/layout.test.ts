import { expect, test } from "vitest";
import type { Network } from "../../api/contract";
import { labelled, layout, shortName } from "./layout";

const network: Network = {
  nodes: ["a", "b", "c", "d", "e"].map((id, place) => ({
    id,
    name: `Name ${id}`,
    kind: place === 0 ? "outlet" : "person",
    claims: 10 - place,
  })),
  links: [
    { from: "a", to: "b", claims: 5 },
    { from: "a", to: "c", claims: 1 },
    { from: "a", to: "gone", claims: 1 },
    { from: "d", to: "d", claims: 3 },
  ],
};

test("the same network always gets the same picture, whatever order it comes in", () => {
  const one = layout(network, 900, 600);
  const other = layout({ nodes: network.nodes.toReversed(), links: network.links }, 900, 600);
  expect(other.nodes.map(({ id, x, y }) => [id, x, y])).toEqual(one.nodes.map(({ id, x, y }) => [id, x, y]));
});

test("everything lies inside, links without both ends are left out", () => {
  const { nodes, links } = layout(network, 900, 600);
  for (const { x, y } of nodes) expect(x >= 0 && x <= 900 && y >= 0 && y <= 600).toBe(true);
  expect(links.map(({ from, to }) => [from.id, to.id])).toEqual([
    ["a", "b"],
    ["a", "c"],
  ]);
});

test("one name or none has a picture, too", () => {
  expect(layout({ nodes: network.nodes.slice(0, 1), links: [] }, 100, 80).nodes[0]).toMatchObject({ x: 50, y: 40 });
  expect(layout({ nodes: [], links: [] }, 100, 80).nodes).toEqual([]);
});

test("names are not written over each other", () => {
  const at = (id: string, x: number) => ({ id, name: "A name of some length", kind: "person" as const, claims: 1, x, y: 50, r: 5 });
  const names = labelled([at("one", 100), at("two", 130), at("three", 300), at("four", 150)], 500);
  expect([...names]).toEqual([
    ["one", "below"],
    ["two", "above"],
    ["three", "below"],
  ]);
});

test("the loudest is named where it covers least, others only where they cover nothing", () => {
  const crowd = Array.from({ length: 40 }, (_, place) => ({
    id: `n${place}`,
    name: "Name",
    kind: "person" as const,
    claims: 1,
    x: 60 + (place % 8) * 11,
    y: 60 + Math.floor(place / 8) * 11,
    r: 5,
  }));
  const names = labelled(crowd, 500);
  expect(names.has("n0")).toBe(true);
  expect(names.has("n20")).toBe(false);
  expect(shortName("x".repeat(40))).toHaveLength(25);
});
