import { expect, test } from "vitest";
import { blockAt, blocksOf } from "./blocks";

const shown = (text: string, longest?: number) => blocksOf(text, longest).map(({ start, end }) => text.slice(start, end));

test("empty lines part paragraphs, single line ends do not", () => {
  expect(shown("One.\nStill one.\n\nTwo.\r\n\r\n \n\nThree.")).toEqual(["One.\nStill one.", "Two.", "Three."]);
});

test("an empty text has no blocks, and neither has one of blanks", () => {
  expect(shown("")).toEqual([]);
  expect(shown(" \n\n \n")).toEqual([]);
});

test("a long paragraph is cut after blanks, and nothing is lost", () => {
  const text = "word ".repeat(300);
  const blocks = blocksOf(text, 100);
  expect(blocks.every(({ start, end }) => end - start <= 100)).toBe(true);
  expect(blocks.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
  expect(blocks.slice(1).every((block) => block.continues)).toBe(true);
  expect(blocks[0]?.continues).toBe(false);
});

test("a line without blanks is cut, never inside a surrogate pair", () => {
  const text = "x" + "😀".repeat(200);
  for (const block of shown(text, 50)) expect(block).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
  expect(shown(text, 50).join("")).toBe(text);
});

test("ten megabytes in one line take well under a second", () => {
  const began = performance.now();
  expect(blocksOf("x".repeat(10_000_000)).length).toBe(2_500);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("many line ends do not take quadratic time", () => {
  const began = performance.now();
  blocksOf("\n ".repeat(200_000) + "x");
  blocksOf(`a${" ".repeat(500_000)}b`);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("the block of a place is found", () => {
  const blocks = blocksOf("One.\n\nTwo.\n\nThree.");
  expect([0, 3, 5, 6, 13].map((place) => blockAt(blocks, place))).toEqual([0, 0, 0, 1, 2]);
  expect(blockAt([], 3)).toBe(0);
});
