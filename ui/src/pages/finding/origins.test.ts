import { expect, test } from "vitest";
import type { StoryClaim } from "../../api/contract";
import { byOrigin, lanes, side, sidesFirst, stretches } from "./origins";

const claim = (id: string, origin: string, part: Partial<StoryClaim> = {}): StoryClaim => ({
  id,
  origin,
  relation: "supports",
  said: null,
  known: "2026-01-01T00:00:00Z",
  speaker: null,
  role: null,
  relays: [],
  cue: null,
  certainty: null,
  polarity: null,
  hedges: [],
  sentence: [],
  doubtful: false,
  reviews: [],
  article: { id: "a", title: null, publisher: null, published: null, url: null },
  copy_of: null,
  copy: null,
  ...part,
});

test("copies are folded under the claim that they go back to in the end", () => {
  const origins = byOrigin([
    claim("a/c1", "NIS"),
    claim("b/c1", "NIS", { copy_of: "a/c1" }),
    claim("x/c1", "Kremlin", { relation: "denies" }),
    claim("c/c1", "NIS", { copy_of: "b/c1" }),
    claim("d/c9", "NIS"),
  ]);
  expect(origins.map(({ name, claims }) => [name, claims.map(({ claim, copies }) => [claim.id, copies.map((copy) => copy.id)])])).toEqual([
    [
      "NIS",
      [
        ["a/c1", ["b/c1", "c/c1"]],
        ["d/c9", []],
      ],
    ],
    ["Kremlin", [["x/c1", []]]],
  ]);
  expect(origins.map(side)).toEqual(["for", "against"]);
});

test("a copy whose original is not listed, or that says the contrary, stands open", () => {
  const [origin] = byOrigin([
    claim("a/c1", "NIS"),
    claim("b/c1", "NIS", { copy_of: "gone/c1" }),
    claim("c/c1", "NIS", { copy_of: "a/c1", relation: "withdraws" }),
  ]);
  expect(origin?.claims.map(({ claim }) => claim.id)).toEqual(["a/c1", "b/c1", "c/c1"]);
  expect(origin && side(origin)).toBe("both");
});

test("copies in a circle end", () => {
  expect(byOrigin([claim("a", "o", { copy_of: "b" }), claim("b", "o", { copy_of: "a" })])[0]?.claims.length).toBeGreaterThan(0);
});

test("an origin has a lane on each side that it speaks on, in the order in which it spoke there", () => {
  const { pro, con, neutral } = lanes(
    byOrigin([
      claim("b", "Kremlin", { relation: "denies", said: "2026-03-01T00:00:00Z" }),
      claim("a", "NIS", { said: "2026-03-02T00:00:00Z" }),
      claim("d", "Tass", { relation: "mentions" }),
      claim("c", "Kremlin", { said: "2026-03-03T00:00:00Z" }),
      claim("e", "NIS", { relation: "withdraws" }),
    ]),
  );
  expect(pro.map(({ origin, place }) => [origin, place])).toEqual([
    ["NIS", 1],
    ["Kremlin", 0],
  ]);
  expect(con.map(({ origin, place }) => [origin, place])).toEqual([
    ["Kremlin", 0],
    ["NIS", 1],
  ]);
  expect(neutral.map(({ origin }) => origin)).toEqual(["Tass"]);
});

test("who takes no side comes last", () => {
  const origins = byOrigin([
    claim("a", "Tass", { relation: "mentions" }),
    claim("b", "NIS"),
    claim("c", "Kremlin", { relation: "denies" }),
  ]);
  expect(sidesFirst(origins).map(({ name }) => name)).toEqual(["NIS", "Kremlin", "Tass"]);
});

test("a standing holds until the next one", () => {
  const day = (text: string) => Date.parse(text);
  const history = [
    { at: "2026-03-01T00:00:00Z", standing: "reported" as const, because: "y" },
    { at: null, standing: "denied" as const, because: "y" },
    { at: "2026-03-04T00:00:00Z", standing: "disputed" as const, because: "x" },
  ];
  expect(stretches(history, day("2026-03-09"))).toEqual([
    { standing: "reported", from: day("2026-03-01"), to: day("2026-03-04") },
    { standing: "disputed", from: day("2026-03-04"), to: day("2026-03-09") },
  ]);
});
