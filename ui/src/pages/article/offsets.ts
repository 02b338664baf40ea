// Spans of the API count code points; strings of the browser count UTF-16 units. This translates.
import type { Span } from "../../api/contract";

export interface Offsets {
  /** The place in the string of a code point. */
  units(point: number): number;
  /** The code point at a place in the string. */
  points(unit: number): number;
  /** A span in units of the string, inside the text whatever was asked. */
  span(span: Span): Span;
}

/** Only characters outside the basic plane shift places: they are listed once, and looked up by bisection. */
export function offsetsOf(text: string): Offsets {
  const wide: number[] = [];
  for (const found of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) wide.push(found.index);
  // The n-th wide character stands at unit wide[n], which is code point wide[n] - n.
  const before = (limit: number, place: (index: number) => number): number => {
    let low = 0;
    let high = wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (place(middle) < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const units = (point: number) => point + before(point, (index) => (wide[index] ?? 0) - index);
  const points = (unit: number) => unit - before(unit, (index) => (wide[index] ?? 0) + 1);
  const inside = (unit: number) => Math.max(0, Math.min(text.length, unit));
  return {
    units,
    points,
    span: ([start, end]) => {
      const from = inside(units(start));
      return [from, Math.max(from, inside(units(end)))];
    },
  };
}
