// How a finding's numbers are drawn: each value or range as a bar on one scale from zero.
import type { Story } from "../../api/contract";

export type NumberGroup = Story["numbers"][number];
export type Bounds = NumberGroup["bounds"][number];

const EDGE = 2;

export interface NumberScale {
  low: number;
  high: number;
  place: (value: number) => number;
}

/** From zero on, so that lengths compare as the numbers do; open ends get room to go on. */
export function numberScale(bounds: readonly Bounds[]): NumberScale {
  const known = bounds.flatMap(({ low, high }) => [low, high]).filter((value): value is number => value !== null && Number.isFinite(value));
  const low = Math.min(0, ...known);
  const open = bounds.some(({ high }) => high === null);
  const high = Math.max(0, ...known) * (open ? 1.15 : 1);
  const width = high - low;
  const place = (value: number) => EDGE + Math.min(Math.max(width > 0 ? (value - low) / width : 0.5, 0), 1) * (100 - 2 * EDGE);
  return { low, high, place };
}

export interface Bar {
  from: number;
  to: number;
  open: "low" | "high" | null;
  points: number[];
}

/** Where a bar lies, in per cent; an exact number is a point. */
export function bar({ low, high }: Bounds, scale: NumberScale): Bar {
  const [from, to] = [scale.place(low ?? scale.low), scale.place(high ?? scale.high)];
  const points = [low, high].filter((value): value is number => value !== null).map(scale.place);
  return {
    from: Math.min(from, to),
    to: Math.max(from, to),
    open: low === null ? "low" : high === null ? "high" : null,
    points: [...new Set(points)],
  };
}

/** Whether a picture says more than the words: several values, or a range. */
export const worthDrawing = (group: NumberGroup): boolean => group.bounds.length > 1 || group.bounds.some(({ low, high }) => low !== high);
