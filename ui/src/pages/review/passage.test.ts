import { expect, test } from "vitest";
import { moveEdge, passageOf, trimmed } from "./passage";

const text = "First one.\n\nKwon said the agency suspects it.\n\nLast one.";
const shown = (span: readonly [number, number]) => text.slice(...span);

test("a passage is the paragraph of the claim", () => {
  expect(shown(passageOf(text, [[22, 26]]))).toBe("Kwon said the agency suspects it.");
  expect(shown(passageOf(text, [[0, 5]]))).toBe("First one.");
  expect(shown(passageOf(text, [[0, 5], [50, 54]]))).toBe(text);
  expect(shown(passageOf(text, []))).toBe("First one.");
});

test("a long paragraph is cut at blanks near the claim", () => {
  const long = `${"word ".repeat(500)}CLAIM ${"tail ".repeat(500)}`;
  const [start, end] = passageOf(long, [[2_500, 2_505]], 100);
  expect(long.slice(start, end)).toMatch(/^word .*CLAIM .*tail$/);
  expect(end - start).toBeLessThanOrEqual(205);
});

test("a line without blanks is cut, not inside a pair", () => {
  const line = "😀".repeat(1_000);
  const [start, end] = passageOf(line, [[1_000, 1_002]], 101);
  expect(line.slice(start, end)).toMatch(/^[\ud800-\udbff].*[\udc00-\udfff]$/s);
});

test("a selection loses its outer blanks", () => {
  expect(trimmed("a  bc  d", [1, 7])).toEqual([3, 5]);
  expect(trimmed("a   d", [1, 4])).toEqual([4, 4]);
});

test("edges move by words and never cross", () => {
  const passage: [number, number] = [12, 45];
  const content: [number, number] = [22, 32]; // "the agency"
  expect(shown(moveEdge(text, content, "start", -1, passage))).toBe("said the agency");
  expect(shown(moveEdge(text, content, "start", 1, passage))).toBe("agency");
  expect(shown(moveEdge(text, content, "end", 1, passage))).toBe("the agency suspects");
  expect(shown(moveEdge(text, content, "end", -1, passage))).toBe("the");
  expect(moveEdge(text, [22, 25], "end", -1, passage)).toEqual([22, 25]);
  expect(moveEdge(text, [12, 16], "start", -1, passage)).toEqual([12, 16]);
  expect(moveEdge(text, [42, 45], "end", 1, passage)).toEqual([42, 45]);
});
