import { expect, test } from "vitest";
import { isTaken } from "./keys";

test("keys belong to fields while someone types", () => {
  expect(isTaken("j", { tagName: "INPUT", type: "text" })).toBe(true);
  expect(isTaken("j", { tagName: "TEXTAREA" })).toBe(true);
  expect(isTaken("j", { tagName: "SELECT" })).toBe(true);
  expect(isTaken("j", { tagName: "DIV", isContentEditable: true })).toBe(true);
});

test("on buttons and links only activation is taken", () => {
  expect(isTaken("Enter", { tagName: "BUTTON" })).toBe(true);
  expect(isTaken(" ", { tagName: "A" })).toBe(true);
  expect(isTaken("j", { tagName: "BUTTON" })).toBe(false);
  expect(isTaken("a", { tagName: "INPUT", type: "radio" })).toBe(false);
  expect(isTaken("Enter", { tagName: "DIV" })).toBe(false);
  expect(isTaken("j", null)).toBe(false);
});
