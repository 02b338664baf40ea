import { expect, test } from "vitest";
import { end, handled, rate, read, sent, share, skip, start } from "./tally";

test("an upload counts what became of each article", () => {
  let tally = start([{ size: 60 }, { size: 40 }], 1_000);
  tally = read(tally, 50);
  tally = sent(tally, { state: "new", copies: ["a"], claims: 3 });
  tally = sent(tally, { state: "new", copies: [], claims: 4 });
  tally = sent(tally, { state: "known", copies: ["b"], claims: 9 });
  tally = skip(tally, { file: "x", line: 3, why: "not English" });
  expect(tally).toMatchObject({ added: 2, copies: 1, known: 1, skipped: 1, claims: 7 });
  expect(handled(tally)).toBe(4);
  expect(share(tally)).toBe(0.5);
  expect(rate(tally, 1_200)).toBeNull();
  expect(rate(tally, 3_000)).toBe(2);
  const done = end(tally, "done", 5_000);
  expect(rate(done, 99_000)).toBe(1);
  expect(share(done)).toBe(1);
});

test("of very many skips the first are kept, all are counted", () => {
  let tally = start([], 0);
  for (let line = 0; line < 1_000; line += 1) tally = skip(tally, { file: "x", line, why: "" });
  expect(tally.skipped).toBe(1_000);
  expect(tally.skips).toHaveLength(200);
  expect(share(tally)).toBe(0);
});
