import { expect, test } from "vitest";
import { changeOf, joined, rowsOf, side, stretchesOf } from "./rows";
import type { ComparedPiece } from "./rows";

const same = (text: string): ComparedPiece => ({ kind: "same", text });
const removed = (text: string): ComparedPiece => ({ kind: "removed", text });
const added = (text: string): ComparedPiece => ({ kind: "added", text });
const words = (pieces: readonly ComparedPiece[]) => pieces.map(({ text }) => text).join("");

test("paragraphs become rows, each with both versions", () => {
  const rows = rowsOf([same("One.\n\nSome "), removed("200"), added("350"), same(" men.\n\nThree.")]);
  expect(rows.map((row) => [words(side(row, "earlier")), words(side(row, "later"))])).toEqual([["One.", "One."], ["Some 200 men.", "Some 350 men."], ["Three.", "Three."]]);
  expect(rows.map(({ changed }) => changed)).toEqual([false, true, false]);
});

test("whole paragraphs that came or went have rows of their own", () => {
  const after = rowsOf([same("One."), added("\n\nNew.\n\nNewer."), same("\n\nTwo.")]);
  expect(after.map((row) => [words(side(row, "earlier")), words(side(row, "later"))])).toEqual([["One.", "One."], ["", "New."], ["", "Newer."], ["Two.", "Two."]]);
  const before = rowsOf([same("One.\n\n"), removed("Gone.\n\n"), same("Two.")]);
  expect(before.map((row) => [words(side(row, "earlier")), words(side(row, "later"))])).toEqual([["One.", "One."], ["Gone.", ""], ["Two.", "Two."]]);
  expect(rowsOf([same("One."), added("\n\nEnd.")])).toHaveLength(2);
});

test("a paragraph that was split keeps both halves in one row", () => {
  const rows = rowsOf([same("One "), removed("two"), added("2.\n\nThree"), same(" four.")]);
  expect(rows).toHaveLength(1);
  expect(words(side(rows[0]!, "later"))).toBe("One 2.\n\nThree four.");
});

test("changes are counted by place and by word", () => {
  expect(changeOf([same("a "), removed("200 men,"), added("350"), same(" b "), added("they're well-known 1,000"), same(".")])).toEqual({ places: 2, removed: 2, added: 4 });
  expect(changeOf([same("a")])).toEqual({ places: 0, removed: 0, added: 0 });
});

test("long runs without a change are folded, their edges are not", () => {
  const rows = rowsOf([same("a\n\nb\n\nc\n\nd\n\ne\n\n"), added("x "), same("f\n\ng")]);
  expect(stretchesOf(rows).map((one) => (one.folded ? one.rows.length : words(one.row.pieces)))).toEqual([4, "e", "x f", "g"]);
  expect(stretchesOf(rows, 5).every((one) => !one.folded)).toBe(true);
});

test("changes with only a blank between them are one", () => {
  const pieces = joined([same("It "), removed("did not"), added("declined"), same(" "), removed("answer"), added("to"), same(" "), added("comment"), same("."), same(" "), removed("x")]);
  expect(pieces).toEqual([same("It "), removed("did not answer "), added("declined to comment"), same("."), same(" "), removed("x")]);
  expect(joined([removed("a"), added("b"), same("\n"), removed("c")])).toEqual([removed("a"), added("b"), same("\n"), removed("c")]);
});
