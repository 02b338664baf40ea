import { expect, test } from "vitest";
import { blocksOf } from "./blocks";
import { lanesOf } from "./marks";
import type { Mark, MarkKind } from "./marks";
import { claimsAt, marksByBlock, piecesOf } from "./pieces";

const mark = (kind: MarkKind, start: number, end: number, of: number): Mark => ({ kind, start, end, of });

test("overlapping spans are cut at all edges, and the pieces are the text", () => {
  const pieces = piecesOf({ start: 0, end: 20 }, [mark("content", 2, 12, 0), mark("content", 8, 16, 1), mark("hedge", 9, 11, 1)]);
  expect(pieces.map(({ start, end }) => [start, end])).toEqual([[0, 2], [2, 8], [8, 9], [9, 11], [11, 12], [12, 16], [16, 20]]);
  expect(pieces.map((piece) => piece.marks.map(({ of }) => of))).toEqual([[], [0], [0, 1], [0, 1, 1], [0, 1], [1], []]);
});

test("marks that reach beyond a block are cut to it", () => {
  expect(piecesOf({ start: 5, end: 10 }, [mark("content", 0, 7, 0), mark("content", 7, 99, 1)]).map(({ start, end }) => [start, end])).toEqual([[5, 7], [7, 10]]);
});

test("random marks: pieces are in order, without gaps, and know exactly the marks over them", () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (let round = 0; round < 200; round += 1) {
    const marks = Array.from({ length: random(12) }, (_, index) => {
      const start = random(50);
      return mark("content", start, start + 1 + random(20), index);
    });
    const pieces = piecesOf({ start: 10, end: 40 }, marks);
    let place = 10;
    for (const piece of pieces) {
      expect(piece.start).toBe(place);
      expect(piece.end).toBeGreaterThan(piece.start);
      place = piece.end;
      const over = marks.filter(({ start, end }) => start <= piece.start && end >= piece.end).map(({ of }) => of);
      expect(new Set(piece.marks.map(({ of }) => of))).toEqual(new Set(over));
    }
    expect(place).toBe(40);
  }
});

test("the innermost claim of a piece comes first; facts and repetitions are no claims", () => {
  const piece = { start: 0, end: 1, marks: [mark("content", 0, 90, 0), mark("content", 0, 30, 1), mark("fact", 0, 1, 4), mark("again", 0, 1, -1), mark("cue", 0, 1, 1)] };
  expect(claimsAt(piece, [90, 30])).toEqual([1, 0]);
});

test("a mark over several blocks is in each, and in no other", () => {
  const text = "aaaa\n\nbbbb\n\ncccc\n\ndddd";
  const blocks = blocksOf(text);
  const marks = marksByBlock(blocks, [mark("content", 2, 14, 0), mark("content", 18, 22, 1)]);
  expect(marks.map((of) => of.map((one) => one.of))).toEqual([[0], [0], [0], [1]]);
});

test("nested and overlapping stretches get lines of their own, later ones the first again", () => {
  expect(lanesOf([[0, 50], [5, 20], [10, 15], [12, 14], [60, 70], [65, 80], null])).toEqual([0, 1, 2, 2, 0, 1, 0]);
});
