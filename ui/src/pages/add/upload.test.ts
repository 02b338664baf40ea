import { expect, test } from "vitest";
import { ApiError } from "../../api/client";
import type { ArticleToAdd } from "./records";
import { run } from "./upload";
import type { Sending } from "./upload";

const lines = (count: number) => new File([Array.from({ length: count }, (_, index) => JSON.stringify({ text: `text ${index}` })).join("\n")], "wire.jsonl");
const added = { id: "a", state: "new" as const, copies: [], claims: 2 };
const sending = (send: (article: ArticleToAdd) => Promise<typeof added>): Sending & { waits: number[] } => {
  const waits: number[] = [];
  return { send, wait: (milliseconds) => (waits.push(milliseconds), Promise.resolve()), now: () => 0, waits };
};

test("every article is sent once, a few at a time, in order", async () => {
  const sent: string[] = [];
  let now = 0;
  let most = 0;
  const tally = await run([lines(20), new File(["one more"], "b.txt")], new AbortController().signal, () => undefined, sending(async (article) => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setTimeout(resolve, 1));
    sent.push(article.text ?? "");
    now -= 1;
    return added;
  }));
  expect(tally).toMatchObject({ added: 21, skipped: 0, claims: 42, state: "done" });
  expect(new Set(sent).size).toBe(21);
  expect(most).toBeLessThanOrEqual(3);
});

test("what the server cannot read is skipped with its reason, the rest goes on", async () => {
  const tally = await run([lines(3)], new AbortController().signal, () => undefined, sending((article) => (article.text === "text 1" ? Promise.reject(new ApiError(422, "unreadable", "Unreadable", "The text is not English.")) : Promise.resolve(added))));
  expect(tally).toMatchObject({ added: 2, skipped: 1, skips: [{ file: "wire.jsonl", line: 2, why: "The text is not English." }], state: "done" });
});

test("a busy server is waited for, longer and longer", async () => {
  let refusals = 3;
  const slow = sending(() => (refusals-- > 0 ? Promise.reject(new ApiError(429, "too_many", "", "")) : Promise.resolve(added)));
  expect(await run([lines(1)], new AbortController().signal, () => undefined, slow)).toMatchObject({ added: 1, state: "done" });
  expect(slow.waits).toEqual([500, 1_000, 2_000]);
});

test("an error that every article would meet ends it", async () => {
  let tries = 0;
  const tally = await run([lines(50)], new AbortController().signal, () => undefined, sending(() => ((tries += 1), Promise.reject(new ApiError(0, "unreachable", "The server does not answer", "")))));
  expect(tally).toMatchObject({ state: "failed", error: "The server does not answer", added: 0 });
  expect(tries).toBeLessThanOrEqual(3);
});

test("it can be stopped", async () => {
  const stop = new AbortController();
  let sent = 0;
  const tally = await run([lines(100)], stop.signal, () => undefined, sending(() => {
    if ((sent += 1) === 5) stop.abort();
    return Promise.resolve(added);
  }));
  expect(tally.state).toBe("stopped");
  expect(tally.added).toBeLessThan(12);
});
