// Days in a row as bars: single days while there is room for them, weeks, months and years beyond.
import { day } from "../../parts/format";
import { dayNumber, dayText } from "./days";

export interface Bin {
  /** First and last day, as day numbers. */
  from: number;
  to: number;
}

export type Step = "day" | "week" | "month" | "year";

export interface Axis {
  step: Step;
  bins: Bin[];
  first: number;
  last: number;
}

/** Far-off days (an anniversary, a treaty of long ago) squeeze the rest into a few bars: so many of all events are enough to begin with. */
const ENOUGH = 0.95;
/** Days in a row for which there is always room. */
const SHORT = 60;

/** The first and last day of all events; null where no event has a day. */
export function extentOf(days: ReadonlyMap<string, number>): [number, number] | null {
  const rows = inOrder(days);
  const [first, last] = [rows[0], rows.at(-1)];
  return first && last ? [first.number, last.number] : null;
}

/** The shortest stretch of days that holds nearly all events, where that is less than half of all days; else all of them. */
export function denseExtentOf(days: ReadonlyMap<string, number>): [number, number] | null {
  const whole = extentOf(days);
  if (!whole || whole[1] - whole[0] <= SHORT) return whole;
  const rows = inOrder(days);
  const enough = rows.reduce((sum, { events }) => sum + events, 0) * ENOUGH;
  let dense = whole;
  let held = 0;
  let low = 0;
  for (const { number, events } of rows) {
    held += events;
    for (let row = rows[low]; row && held - row.events >= enough; row = rows[low]) {
      held -= row.events;
      low += 1;
    }
    const first = rows[low]?.number ?? number;
    if (held >= enough && number - first < dense[1] - dense[0]) dense = [first, number];
  }
  return dense[1] - dense[0] < (whole[1] - whole[0]) / 2 ? dense : whole;
}

function inOrder(days: ReadonlyMap<string, number>): { number: number; events: number }[] {
  const rows = [...days].flatMap(([day, events]) => {
    const number = dayNumber(day);
    return number === null || events === 0 ? [] : [{ number, events }];
  });
  return rows.sort((one, other) => one.number - other.number);
}

const monday = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);
const STEPS: readonly { step: Step; length: number; begin: (day: number) => number; next: (begin: number) => number }[] = [
  { step: "day", length: 1, begin: (day) => day, next: (day) => day + 1 },
  { step: "week", length: 7, begin: monday, next: (day) => day + 7 },
  { step: "month", length: 30, begin: (day) => monthOf(day, 0), next: (day) => monthOf(day, 1) },
  { step: "year", length: 365, begin: (day) => yearOf(day, 0), next: (day) => yearOf(day, 1) },
];

function monthOf(day: number, by: number): number {
  const date = new Date(day * 86_400_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, 1) / 86_400_000;
}
const yearOf = (day: number, by: number): number => Date.UTC(new Date(day * 86_400_000).getUTCFullYear() + by, 0, 1) / 86_400_000;

/** Bars over an extent, at most `most` of them where years allow it. */
export function axisOf([first, last]: readonly [number, number], most: number): Axis {
  const found = STEPS.find(({ length }) => (last - first + 1) / length <= most) ?? STEPS.at(-1);
  if (!found) throw new Error("there is always the year");
  const bins: Bin[] = [];
  for (let from = found.begin(first); from <= last; from = found.next(from)) bins.push({ from, to: found.next(from) - 1 });
  return { step: found.step, bins, first: bins[0]?.from ?? first, last: bins.at(-1)?.to ?? last };
}

export interface Bars {
  heights: number[];
  earlier: number;
  later: number;
}

/** How many events each bar stands for, and how many lie before and after all of them. */
export function barsOf(axis: Axis, days: ReadonlyMap<string, number>): Bars {
  const bars: Bars = { heights: axis.bins.map(() => 0), earlier: 0, later: 0 };
  for (const [text, events] of days) {
    const day = dayNumber(text);
    if (day === null) continue;
    if (day < axis.first) bars.earlier += events;
    else if (day > axis.last) bars.later += events;
    else {
      const index = binAt(axis, day);
      bars.heights[index] = (bars.heights[index] ?? 0) + events;
    }
  }
  return bars;
}

export function binAt({ bins }: Axis, day: number): number {
  let low = 0;
  let high = bins.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((bins[middle]?.from ?? 0) <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The bars that a selection of days touches, first and last; null where no day is chosen or none is drawn. */
export function brushedBins(axis: Axis, from: string | null, to: string | null): [number, number] | null {
  if (from === null && to === null) return null;
  const first = (from === null ? null : dayNumber(from)) ?? axis.first;
  const last = (to === null ? null : dayNumber(to)) ?? axis.last;
  if (last < axis.first || first > axis.last || last < first) return null;
  return [binAt(axis, Math.max(first, axis.first)), binAt(axis, Math.min(last, axis.last))];
}

/** The days of some bars. */
export function daysOf({ bins }: Axis, one: number, other: number): { from: string; to: string } | null {
  const [first, last] = [bins[Math.min(one, other)], bins[Math.max(one, other)]];
  return first && last ? { from: dayText(first.from), to: dayText(last.to) } : null;
}

/** Bars that a date is written under: never closer than `apart` bars. */
export function tickBins({ bins }: Axis, apart: number): number[] {
  const every = Math.max(1, Math.ceil(apart));
  return bins.flatMap((_, index) => (index % every === 0 ? [index] : []));
}

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

/** What is written under a bar: as much of its day as its step leaves in doubt. */
export function tickWords({ step }: Pick<Axis, "step">, { from }: Bin): string {
  const date = dayText(from);
  if (step === "year") return date.slice(0, 4);
  return step === "month" ? MONTH.format(new Date(`${date}T00:00Z`)) : day(date);
}
