// Follows the ledger: what it learns is shown without a reload.
import { useSyncExternalStore } from "react";
import { accessKey, address, authorisation } from "./client";
import { eventReader } from "./events";
import { client } from "./queries";

export type Connection = "connecting" | "live" | "lost";

let state: Connection = "connecting";
let latest: string | null | undefined;
let stop: AbortController | null = null;
const listeners = new Set<() => void>();

function set(next: Connection) {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

function heard(data: string) {
  const told = JSON.parse(data) as { latest: string | null };
  const changed = latest !== undefined && told.latest !== latest;
  latest = told.latest;
  if (changed) askAnew();
}

/** While feeds are read, the ledger learns something every moment: what is shown is asked anew once in a while. */
const PAUSE = 2_000;
let waiting: ReturnType<typeof setTimeout> | null = null;
let asked = 0;

function askAnew() {
  waiting ??= setTimeout(
    () => {
      waiting = null;
      asked = Date.now();
      void client.invalidateQueries();
    },
    Math.max(0, asked + PAUSE - Date.now()),
  );
}

/** One connection, until it breaks. */
async function listen(signal: AbortSignal): Promise<void> {
  const response = await fetch(address("/changes"), { signal, headers: { ...authorisation(), Accept: "text/event-stream" } });
  if (!response.ok || !response.body) throw new Error(`changes: ${response.status}`);
  // What failed while the server was away is asked again.
  if (state === "lost") void client.invalidateQueries({ predicate: (query) => query.state.status === "error" });
  set("live");
  const read = eventReader();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const event of read(value)) if (event.event === "ledger") heard(event.data);
  }
}

async function follow(signal: AbortSignal): Promise<void> {
  for (let wait = 1_000; !signal.aborted; wait = Math.min(wait * 2, 30_000)) {
    const began = Date.now();
    await listen(signal).catch(() => undefined);
    if (signal.aborted) return;
    set("lost");
    if (Date.now() - began > 10_000) wait = 1_000;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

function start() {
  if (stop || document.hidden) return;
  stop = new AbortController();
  void follow(stop.signal);
}

/** Begins to follow. A hidden tab lets go: browsers allow six connections to one server, over all tabs. */
export function followLedger(): void {
  start();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      stop?.abort();
      stop = null;
    } else start();
  });
}

/** With a new key the connection is made anew. */
export function reconnect(): void {
  stop?.abort();
  stop = null;
  if (accessKey() !== null) start();
}

export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
