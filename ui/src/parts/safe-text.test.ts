import { expect, test } from "vitest";
import { characterName, textParts } from "./safe-text";

test("hidden characters are cut out, all others stay", () => {
  expect(textParts("plain, naïve, 漢字\nand\ttabs")).toEqual([{ text: "plain, naïve, 漢字\nand\ttabs", hidden: false }]);
  expect(textParts("a\u202eb\u0000\u200b")).toEqual([
    { text: "a", hidden: false },
    { text: "\u202e", hidden: true },
    { text: "b", hidden: false },
    { text: "\u0000", hidden: true },
    { text: "\u200b", hidden: true },
  ]);
  expect(textParts("x\u{e0041}")).toHaveLength(2);
  expect(textParts("👩‍👩‍👧")).toHaveLength(1);
});

test("the parts together are the text", () => {
  const text = "\ufeffone\u2066two\u2069 three\u0085";
  expect(
    textParts(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});

test("a hidden character has its name", () => {
  expect(characterName("\u202e")).toBe("U+202E");
  expect(characterName("\u0000")).toBe("U+0000");
});
