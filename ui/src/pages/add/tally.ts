// How an upload stands: what was added, what was there before, what was skipped and why.

export interface Skip {
  file: string;
  line: number | null;
  why: string;
}

export interface Tally {
  files: number;
  /** Bytes of the chosen files, and how many of them were read so far. */
  size: number;
  read: number;
  added: number;
  copies: number;
  known: number;
  skipped: number;
  /** The first of what was skipped; the count above is of all. */
  skips: readonly Skip[];
  claims: number;
  began: number;
  ended: number | null;
  state: "running" | "stopping" | "done" | "stopped" | "failed";
  error: string | null;
}

const KEPT = 200;

export const start = (files: readonly { size: number }[], now: number): Tally => ({
  files: files.length, size: files.reduce((sum, { size }) => sum + size, 0), read: 0, added: 0, copies: 0, known: 0, skipped: 0, skips: [], claims: 0, began: now, ended: null, state: "running", error: null,
});

export const read = (tally: Tally, bytes: number): Tally => ({ ...tally, read: tally.read + bytes });

export const sent = (tally: Tally, { state, copies, claims }: { state: "new" | "known"; copies: readonly string[]; claims: number }): Tally =>
  state === "known" ? { ...tally, known: tally.known + 1 } : { ...tally, added: tally.added + 1, claims: tally.claims + claims, copies: tally.copies + (copies.length > 0 ? 1 : 0) };

export const skip = (tally: Tally, one: Skip): Tally => ({ ...tally, skipped: tally.skipped + 1, skips: tally.skips.length < KEPT ? [...tally.skips, one] : tally.skips });

export const end = (tally: Tally, state: "done" | "stopped" | "failed", now: number, error: string | null = null): Tally => ({ ...tally, state, ended: now, error });

export const handled = ({ added, known, skipped }: Tally): number => added + known + skipped;

/** Articles a second, over the whole run; null while it is too young to say. */
export function rate(tally: Tally, now: number): number | null {
  const seconds = ((tally.ended ?? now) - tally.began) / 1_000;
  return seconds < 0.5 ? null : handled(tally) / seconds;
}

/** Share of the files that was gone through, 0 to 1. */
export const share = ({ size, read, state }: Tally): number => (state === "done" ? 1 : size === 0 ? 0 : Math.min(1, read / size));
