// Sends the articles of files one after the other, a few at a time, and can be stopped. It lives beside the pages: whoever goes on
// to read findings does not break it off.
import { ApiError, post } from "../../api/client";
import type { Added } from "../../api/contract";
import { refresh } from "../../api/queries";
import { recordsOf } from "./records";
import type { ArticleToAdd, FileRecord } from "./records";
import * as tallies from "./tally";
import type { Tally } from "./tally";

/** So many requests are on their way at once: reading is the server's work, and it shares its cores with others. */
const AT_ONCE = 3;
const TRIES = 7;

export interface Sending {
  send: (article: ArticleToAdd, signal: AbortSignal) => Promise<Added>;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
}

const overTheWire: Sending = {
  send: async (article, signal) => (await post<Added>("/articles", article, signal)).value,
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      }
      signal.addEventListener("abort", done);
    }),
  now: Date.now,
};

/** Errors that are of this article alone; all others would meet the next article, too. */
const ofTheArticle = (error: ApiError): boolean => [400, 413, 415, 422].includes(error.status);
const passing = (error: ApiError): boolean => error.status === 429 || error.status === 503 || error.code === "busy";

/** Runs an upload to its end; `tell` hears how it stands after every step. */
export async function run(files: readonly File[], signal: AbortSignal, tell: (tally: Tally) => void, { send, wait, now }: Sending = overTheWire): Promise<Tally> {
  let tally = tallies.start(files, now());
  const change = (next: Tally) => tell((tally = next));
  let failed: string | null = null;

  async function deliver(record: FileRecord): Promise<void> {
    const { file, line } = record;
    if ("wrong" in record) return change(tallies.skip(tally, { file, line, why: record.wrong }));
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        const answer = await send(record.article, signal);
        return change(tallies.sent(tally, answer));
      } catch (error) {
        if (signal.aborted) return;
        const known = error instanceof ApiError ? error : null;
        if (known && ofTheArticle(known)) return change(tallies.skip(tally, { file, line, why: known.message }));
        if (known && passing(known) && tries < TRIES) {
          await wait(250 * 2 ** tries, signal);
          continue;
        }
        failed ??= error instanceof Error ? error.message : String(error);
        return;
      }
    }
  }

  async function* records() {
    for (const file of files) yield* recordsOf(file, (bytes) => change(tallies.read(tally, bytes)));
  }
  const queue = records();
  async function work() {
    while (!signal.aborted && failed === null) {
      const { done, value } = await queue.next();
      if (done) return;
      await deliver(value);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await queue.return(undefined);
  change(failed !== null ? tallies.end(tally, "failed", now(), failed) : tallies.end(tally, signal.aborted ? "stopped" : "done", now()));
  return tally;
}

let current: Tally | null = null;
let stopping: AbortController | null = null;
const listeners = new Set<() => void>();
const notify = () => listeners.forEach((listener) => listener());

export const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const standing = (): Tally | null => current;

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/** Begins an upload, if none runs. */
export function upload(files: readonly File[]): void {
  if (stopping || files.length === 0) return;
  stopping = new AbortController();
  addEventListener("beforeunload", warn);
  let told = 0;
  void run(files, stopping.signal, (tally) => {
    current = tally;
    // Faster than anyone can read it would only keep the page busy.
    if (tally.ended === null && performance.now() - told < 100) return;
    told = performance.now();
    notify();
  }).finally(() => {
    stopping = null;
    removeEventListener("beforeunload", warn);
    notify();
    void refresh();
  });
}

export function stop(): void {
  if (current && stopping) {
    current = { ...current, state: "stopping" };
    stopping.abort();
    notify();
  }
}
