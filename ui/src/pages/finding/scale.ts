// A scale of time, in per cent of the width: drawings fit any width, and their letters keep their size.

const DAY = 86_400_000;

/** Room at both ends, so that marks there are not cut. */
const EDGE = 1.5;

const EVERY = [1, 2, 5, 10, 30, 91, 182, 365, 730, 1_825, 3_652];

export interface TimeScale {
  begin: number;
  end: number;
  place: (moment: number) => number;
}

/** From the first day to the end of the last; null without a moment. */
export function timeScale(moments: readonly number[]): TimeScale | null {
  const known = moments.filter(Number.isFinite);
  if (known.length === 0) return null;
  const begin = Math.floor(Math.min(...known) / DAY) * DAY;
  const end = (Math.floor(Math.max(...known) / DAY) + 1) * DAY;
  return { begin, end, place: (moment) => EDGE + Math.min(Math.max((moment - begin) / (end - begin), 0), 1) * (100 - 2 * EDGE) };
}

/** Beginnings of days to mark, so many at most, evenly apart. */
export function ticks(scale: TimeScale, most: number): number[] {
  const days = Math.round((scale.end - scale.begin) / DAY);
  const every = EVERY.find((size) => days / size <= most) ?? Math.ceil(days / most);
  return Array.from({ length: Math.ceil(days / every) }, (_, step) => scale.begin + step * every * DAY);
}

/** Shares out marks: those nearer than `apart` per cent stand in one cluster, in order. */
export function clusters<T>(marks: readonly { at: number; value: T }[], apart: number): { at: number; values: T[] }[] {
  const found: { at: number; values: T[] }[] = [];
  for (const { at, value } of marks.toSorted((one, other) => one.at - other.at)) {
    const last = found.at(-1);
    if (last && at - last.at < apart) last.values.push(value);
    else found.push({ at, values: [value] });
  }
  return found;
}
