import { expect, test } from "vitest";
import type { Found } from "../api/contract";
import { entries, stepped } from "./found";

const found: Found = {
  findings: [
    { id: "a/f1", statement: "that the dam held", standing: "disputed", claims: 1 },
    { id: "a/f2", statement: "x", standing: "reported", claims: 3 },
  ],
  articles: [{ id: "a", title: null, publisher: "Northwire", published: "2026-03-03T13:05:00+09:00", url: null, snippet: [] }],
  sources: [{ key: "body:1 2@KGZ", name: "Energy Ministry", kind: "organization", country: null }],
};

test("found things have an address and words, in a fixed order", () => {
  expect(entries(found, 1)).toEqual([
    { kind: "finding", id: "a/f1", to: "/findings/a%2Ff1", text: "The dam held", about: "1 claim", standing: "disputed" },
    { kind: "article", id: "a", to: "/articles/a", text: "a", about: "Northwire, 3 Mar 2026", standing: null },
    {
      kind: "source",
      id: "body:1 2@KGZ",
      to: "/sources/body%3A1%202%40KGZ",
      text: "Energy Ministry",
      about: "organisation",
      standing: null,
    },
  ]);
  expect(entries(found, 9)).toHaveLength(4);
});

test("arrows go round through the field", () => {
  expect([
    stepped(-1, "ArrowDown", 3),
    stepped(2, "ArrowDown", 3),
    stepped(-1, "ArrowUp", 3),
    stepped(0, "ArrowUp", 3),
    stepped(-1, "ArrowDown", 0),
    stepped(1, "x", 3),
  ]).toEqual([0, -1, 2, -1, -1, 1]);
});
