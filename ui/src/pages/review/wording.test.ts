import { expect, test } from "vitest";
import { articleOf, detailWords, isClaimId, statusWords } from "./wording";

test("details are in words", () => {
  expect(detailWords("certainty: possible; content: “act 12”")).toBe("certainty: possible; content: “act 12”");
  expect(detailWords("act 12")).toBe("decision no. 12");
  expect(detailWords("B")).toBe("B");
});

test("what was decided about a claim is in words", () => {
  expect(["reject", "grade 2", "accept", "something new"].map(statusWords)).toEqual(["rejected", "graded 2", "accepted", "something new"]);
});

test("a claim's id tells its article", () => {
  expect(articleOf("a/b/c7")).toBe("a/b");
  expect(["a02/c7", " x/c12 ", "a02", "a02/f4", "two words/c1"].map(isClaimId)).toEqual([true, true, false, false, false]);
});
