import { afterEach, expect, test, vi } from "vitest";
import { ApiError, address, get, post, problemOf } from "./client";

afterEach(() => vi.unstubAllGlobals());

test("addresses leave out what is unset and order the rest", () => {
  expect(address("/findings", { text: "a b", source: null, several: false, limit: 50, entity: "" })).toBe(
    "/api/v1/findings?limit=50&text=a+b",
  );
  expect(address("/overview")).toBe("/api/v1/overview");
});

test("a problem is told in the server's words", async () => {
  const body = JSON.stringify({
    type: "about:blank",
    title: "Unreadable",
    status: 422,
    detail: "The text is not English.",
    code: "unreadable",
  });
  const error = await problemOf(new Response(body, { status: 422 }));
  expect(error).toMatchObject({ status: 422, code: "unreadable", title: "Unreadable", message: "The text is not English." });
});

test("a body that is no problem still gives an error", async () => {
  expect(await problemOf(new Response("<h1>Bad gateway</h1>", { status: 502 }))).toMatchObject({
    status: 502,
    code: "unknown",
    message: "The server answered 502",
  });
  expect(await problemOf(new Response("[1]", { status: 500 }))).toMatchObject({ code: "unknown" });
  expect(await problemOf(new Response("null", { status: 500 }))).toMatchObject({ code: "unknown" });
});

test("a server that does not answer is told as such, a stopped question is not", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(get("/overview")).rejects.toMatchObject({ status: 0, code: "unreachable" });
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("stopped", "AbortError")));
  await expect(get("/overview")).rejects.not.toBeInstanceOf(ApiError);
});

test("the key travels as a bearer, the body as JSON", async () => {
  const asked: RequestInit[] = [];
  vi.stubGlobal("sessionStorage", { getItem: () => "secret" });
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    asked.push(init);
    return Promise.resolve(new Response('{"id":7}', { status: 201 }));
  });
  expect(await post("/reviews", { act: "undo" })).toEqual({ status: 201, value: { id: 7 } });
  expect(asked[0]?.headers).toMatchObject({ Authorization: "Bearer secret", "Content-Type": "application/json" });
  expect(asked[0]?.body).toBe('{"act":"undo"}');
});
