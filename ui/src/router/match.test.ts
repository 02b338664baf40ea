import { expect, test } from "vitest";
import { match, toArticle, toCompare, toFinding } from "./match";

test("ids come back as they were given, slashes and per cent signs too", () => {
  for (const id of ["a02/f4", "100%", "a%2Fb", "körper ?&#", "https://x.example/a?b=c%20d"]) {
    expect(match("/findings/:id", toFinding(id))).toEqual({ id });
  }
});

test("paths of another length, without an id or badly encoded do not match", () => {
  expect(match("/findings/:id", "/findings/a/b")).toBeNull();
  expect(match("/findings/:id", "/findings/")).toBeNull();
  expect(match("/findings/:id", "/findings/%E0%A4")).toBeNull();
  expect(match("/sources", "/sources/")).toEqual({});
  expect(match("/", "/")).toEqual({});
});

test("an article is linked at one of its claims", () => {
  expect(toArticle("a02", "a02/c5")).toBe("/articles/a02?claim=c5");
  expect(toArticle("a/2")).toBe("/articles/a%2F2");
  expect(match("/articles/:later/compare/:earlier", toCompare("b", "a"))).toEqual({ later: "b", earlier: "a" });
});
