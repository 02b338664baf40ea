// What a reading says about stretches of its text, as marks in units of the string.
import type { Certainty, Reading, Span } from "../../api/contract";
import type { Offsets } from "./offsets";

export type MarkKind = "source" | "cue" | "content" | "hedge" | "negation" | "again" | "fact";
export interface Mark {
  kind: MarkKind;
  start: number;
  end: number;
  /** Index of the claim or fact that it is of; -1 for passages said again. */
  of: number;
}

export type FactKind = "event" | "time" | "number" | "place";
export interface Fact {
  kind: FactKind;
  /** Id in the reading: v1, t2, q3, p4. */
  id: string;
  span: Span;
}

export interface Marked {
  marks: Mark[];
  facts: Fact[];
  /** For each claim: the line that its content is underlined on, 0 nearest to the words. */
  lanes: number[];
  /** Claims in the order of the text. */
  order: number[];
  /** For each claim: how many characters its content has; a claim inside another has fewer. */
  sizes: number[];
  /** For each claim: where its first mark begins and its content begins. */
  starts: number[];
}

/** Lines that nested claims are told apart by; deeper ones share the last. */
export const LANES = 3;

export const certaintyOf = (certainty: Certainty | null): Certainty => certainty ?? "unknown";

/** Events, times, numbers and places in the order of the text. */
export function factsOf(reading: Reading, offsets: Offsets): Fact[] {
  const facts: Fact[] = [
    ...reading.events.map((event) => ({ kind: "event" as const, id: event.id, span: offsets.span(event.anchor) })),
    ...reading.times.map((time) => ({ kind: "time" as const, id: time.id, span: offsets.span(time.span) })),
    ...reading.quantities.map((quantity) => ({ kind: "number" as const, id: quantity.id, span: offsets.span(quantity.span) })),
    ...reading.places.map((place) => ({ kind: "place" as const, id: place.id, span: offsets.span(place.span) })),
  ];
  return facts.sort((one, other) => one.span[0] - other.span[0] || one.span[1] - other.span[1]);
}

/** Gives each stretch the first line that is free from its start on; an outer one comes before those inside it. */
export function lanesOf(stretches: readonly (Span | null)[], lanes = LANES): number[] {
  const given = stretches.map(() => 0);
  const ends = new Array<number>(lanes).fill(-1);
  const inOrder = stretches
    .map((span, index) => ({ span, index }))
    .filter((entry): entry is { span: Span; index: number } => entry.span !== null)
    .sort((one, other) => one.span[0] - other.span[0] || other.span[1] - one.span[1] || one.index - other.index);
  for (const { span, index } of inOrder) {
    const free = ends.findIndex((end) => end <= span[0]);
    const lane = free < 0 ? lanes - 1 : free;
    given[index] = lane;
    ends[lane] = Math.max(ends[lane] ?? -1, span[1]);
  }
  return given;
}

export function marksOf(reading: Reading, offsets: Offsets): Marked {
  const facts = factsOf(reading, offsets);
  const marks: Mark[] = [];
  const add = (kind: MarkKind, span: Span, of: number): Span => {
    const [start, end] = offsets.span(span);
    if (end > start) marks.push({ kind, start, end, of });
    return [start, end];
  };
  const hulls: (Span | null)[] = [];
  const sizes: number[] = [];
  const starts: number[] = [];
  for (const [index, claim] of reading.claims.entries()) {
    let first = Infinity;
    const see = (span: Span) => (first = Math.min(first, span[0]));
    if (claim.source.span) see(add("source", claim.source.span, index));
    for (const span of claim.cue?.spans ?? []) see(add("cue", span, index));
    const content = claim.content.map((span) => add("content", span, index));
    content.forEach(see);
    for (const span of claim.hedges) add("hedge", span, index);
    for (const span of claim.negations) add("negation", span, index);
    hulls.push(content.length > 0 ? [Math.min(...content.map(([start]) => start)), Math.max(...content.map(([, end]) => end))] : null);
    sizes.push(content.reduce((sum, [start, end]) => sum + end - start, 0));
    starts.push(first === Infinity ? 0 : first);
  }
  for (const span of reading.repeated) add("again", span, -1);
  for (const [index, fact] of facts.entries()) {
    if (fact.span[1] > fact.span[0]) marks.push({ kind: "fact", start: fact.span[0], end: fact.span[1], of: index });
  }
  marks.sort((one, other) => one.start - other.start || one.end - other.end);
  const order = starts.map((_, index) => index).sort((one, other) => (starts[one] ?? 0) - (starts[other] ?? 0) || one - other);
  return { marks, facts, lanes: lanesOf(hulls), order, sizes, starts };
}
