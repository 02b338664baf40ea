// The stretch of an article around a claim that a person needs to judge it, and moving the edges of what is selected in it.
import type { Span } from "../../api/contract";

/** On each side of the claim at most so many characters are shown. */
const ROOM = 700;

/** The paragraphs that the spans are in, cut at a blank where they are long. */
export function passageOf(text: string, spans: readonly Span[], room = ROOM): Span {
  const first = spans.length > 0 ? Math.min(...spans.map(([start]) => start)) : 0;
  const last = spans.length > 0 ? Math.max(...spans.map(([, end]) => end)) : 0;
  const begin = text.lastIndexOf("\n\n", first - 1) < 0 ? 0 : text.lastIndexOf("\n\n", first - 1) + 2;
  const paragraph = text.indexOf("\n\n", last);
  const end = paragraph < 0 ? text.length : paragraph;
  return [begin >= first - room ? Math.min(begin, first) : blankAfter(text, first - room, first), end <= last + room ? end : blankBefore(text, last + room, last)];
}

function blankAfter(text: string, from: number, limit: number): number {
  const found = text.slice(from, limit).search(/\s/);
  return found < 0 ? whole(text, from) : from + found + 1;
}

function blankBefore(text: string, to: number, limit: number): number {
  const found = text.slice(limit, to).search(/\s\S*$/);
  return found < 0 ? whole(text, to) : limit + found;
}

/** Never inside a surrogate pair. */
const whole = (text: string, place: number): number => (/[\udc00-\udfff]/.test(text.charAt(place)) ? place - 1 : place);

/** Without the blanks that a selection takes along. */
export function trimmed(text: string, [start, end]: Span): Span {
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  return [Math.min(from, end), Math.max(from, end - (words.length - words.trimEnd().length))];
}

export type Edge = "start" | "end";

/** Moves an edge by a word; what is selected keeps at least one word and stays inside the passage. */
export function moveEdge(text: string, span: Span, edge: Edge, by: 1 | -1, [from, to]: Span): Span {
  const words = [...text.slice(from, to).matchAll(/\S+/g)].map((word): Span => [from + word.index, from + word.index + word[0].length]);
  const [start, end] = span;
  if (edge === "start") {
    const next = by > 0 ? words.find(([begin]) => begin > start)?.[0] : words.findLast(([begin]) => begin < start)?.[0];
    return next === undefined || next >= end ? span : [next, end];
  }
  const next = by > 0 ? words.find(([, stop]) => stop > end)?.[1] : words.findLast(([, stop]) => stop < end)?.[1];
  return next === undefined || next <= start ? span : [start, next];
}
