import { expect, test } from "vitest";
import { again, begin, decide, next, skip, undo } from "./sitting";

const rows = ["a", "b", "c"];

test("decided and skipped claims are passed over", () => {
  let sitting = begin(null);
  expect(next(rows, sitting)).toBe("a");
  sitting = decide(sitting, "a", 1);
  sitting = skip(sitting, "b");
  expect(next(rows, sitting)).toBe("c");
  sitting = skip(sitting, "c");
  expect(next(rows, sitting)).toBeNull();
  expect(next(rows, again(sitting))).toBe("b");
});

test("an undone claim comes again at once, in the order of undoing", () => {
  let sitting = decide(decide(begin(null), "a", 1), "b", 2);
  sitting = undo(sitting, 2);
  expect(next(rows, sitting)).toBe("b");
  expect(sitting.decided).toEqual([{ claim: "a", review: 1 }]);
  sitting = undo(sitting, 1);
  expect(next(rows, sitting)).toBe("a");
});

test("a claim that a link asks for comes first, until it is decided or skipped", () => {
  expect(next(rows, begin("z"))).toBe("z");
  expect(next(rows, decide(begin("z"), "z", 1))).toBe("a");
  expect(next(rows, skip(begin("z"), "z"))).toBe("a");
});

test("undoing what is not of this sitting changes nothing shown", () => {
  expect(next(rows, undo(begin(null), 99))).toBe("a");
});
