// A reading in words: who says it through whom, how, and what its facts are.
import type { Reading, Span } from "../../api/contract";
import { count, moment, range } from "../../parts/format";
import { sectorWords } from "../../parts/sectors";
import type { Fact } from "./marks";
import type { Offsets } from "./offsets";

export type ReadClaim = Reading["claims"][number];
type ReadEntity = Reading["entities"][number];

const ACTS: Readonly<Record<string, string>> = {
  state: "states", confirm: "confirms", deny: "denies", suggest: "suggests", believe: "believes", allege: "alleges", predict: "predicts",
  promise: "promises", request: "requests", condemn: "condemns", decline: "declines to say", ask: "asks", feel: "feels", support: "supports",
};
export const actWords = (act: string): string => ACTS[act] ?? act;

const QUOTATIONS: Readonly<Record<string, string>> = {
  direct: "direct, word for word", indirect: "indirect, in the article's words", mixed: "mixed, partly word for word", none: "none, the article's own voice",
};
export const quotationWords = (quotation: string): string => QUOTATIONS[quotation] ?? quotation;

const KINDS: Readonly<Record<string, string>> = { named: "named", unnamed: "unnamed", document: "a document", author: "the article itself" };
export const kindWords = (kind: string | null): string => (kind === null ? "kind not read" : (KINDS[kind] ?? kind));

export const polarityWords = (polarity: string | null): string =>
  polarity === "positive" ? "said to be so" : polarity === "negative" ? "said not to be so" : "not read";

/** "+3", "−1.5", "0" */
export const signed = (value: number): string => {
  const size = Math.abs(value).toFixed(1).replace(/\.0$/, "");
  return size === "0" ? "0" : (value < 0 ? "−" : "+") + size;
};

const FACTUALITY: readonly (readonly [number, string])[] = [
  [2.5, "certainly so"], [1.5, "probably so"], [0.5, "possibly so"], [-0.5, "left open"], [-1.5, "possibly not so"], [-2.5, "probably not so"], [-Infinity, "certainly not so"],
];
/** What a place on the scale from −3 to +3 means. */
export const factualityWords = (value: number): string => FACTUALITY.find(([least]) => value >= least)?.[1] ?? "";

export const wordsOf = (text: string, offsets: Offsets, spans: readonly Span[]): string =>
  spans.map((span) => text.slice(...offsets.span(span))).join(" … ");

const byId = <T extends { id: string }>(rows: readonly T[], id: string | null): T | undefined =>
  id === null ? undefined : rows.find((row) => row.id === id);

export interface Speaker {
  /** Index of the claim that this speaker makes; null for the outlet. */
  claim: number | null;
  /** As the article calls the speaker there. */
  words: string;
  /** The name, where it is another than the words. */
  name: string | null;
  /** Role, country, sector and kind, as far as known. */
  about: string[];
}

const same = (one: string, other: string): boolean => one.toLowerCase().replace(/^the /, "") === other.toLowerCase().replace(/^the /, "");

export function speakerOf(reading: Reading, index: number): Speaker {
  const source = reading.claims[index]?.source;
  const entity: ReadEntity | undefined = byId(reading.entities, source?.entity ?? null);
  const outlet = reading.article.publisher;
  const words = source?.text ?? entity?.name ?? (source?.kind === "author" ? (outlet ?? "The article itself") : "Nobody named");
  const about = [entity?.role, entity?.country, entity?.sector ? sectorWords(entity.sector) : null].filter((part): part is string => typeof part === "string" && part !== "");
  if (source?.kind === "author") about.push("in its own voice");
  else if (source?.kind === "unnamed" || source?.kind === "document") about.push(kindWords(source.kind));
  return { claim: index, words, name: entity && !same(entity.name, words) ? entity.name : null, about };
}

/** The speakers whom a claim came through, from the one who makes it out to the outlet that prints it. */
export function chainOf(reading: Reading, index: number): Speaker[] {
  const chain: Speaker[] = [];
  const seen = new Set<number>();
  for (let at = index; at >= 0 && !seen.has(at); ) {
    seen.add(at);
    chain.push(speakerOf(reading, at));
    const within = reading.claims[at]?.within ?? null;
    at = within === null ? -1 : reading.claims.findIndex((claim) => claim.id === within);
  }
  const last = reading.claims[chain.at(-1)?.claim ?? -1];
  const outlet = reading.article.publisher;
  if (outlet && last?.source.kind !== "author") chain.push({ claim: null, words: outlet, name: null, about: [] });
  return chain;
}

/** Claims directly inside a claim. */
export const insideOf = (reading: Reading, id: string): number[] =>
  reading.claims.flatMap((claim, index) => (claim.within === id ? [index] : []));

export interface FactWords {
  /** What the article says. */
  words: string;
  /** What was read: a type, a date, a number, a place on earth. */
  read: string;
}

const listed = (names: readonly string[]): string => names.join(", ");

export function factWords(fact: Fact, reading: Reading, text: string): FactWords {
  const words = text.slice(...fact.span);
  switch (fact.kind) {
    case "event": {
      const event = byId(reading.events, fact.id);
      if (!event) return { words, read: "" };
      const names = (ids: readonly string[]) => listed(ids.map((id) => byId(reading.entities, id)?.name ?? id));
      const actors = names(event.actors);
      const recipients = names(event.recipients);
      const who = actors && recipients ? `${actors} → ${recipients}` : actors || (recipients && `→ ${recipients}`);
      return { words, read: [[event.type, event.mode].filter(Boolean).join(" "), who].filter(Boolean).join(" · ") };
    }
    case "time": {
      const time = byId(reading.times, fact.id);
      return { words, read: timeWords(time) };
    }
    case "number": {
      const quantity = byId(reading.quantities, fact.id);
      if (!quantity) return { words, read: "" };
      const low = quantity.low ?? quantity.value;
      const high = quantity.high ?? quantity.value;
      const bounds = quantity.value !== null && quantity.low === null && quantity.high === null ? range(quantity.value, quantity.value) : range(low, high);
      return { words, read: [(quantity.approximate ? "≈ " : "") + bounds, quantity.unit?.replace(/(?<=m)3$/, "³").replace(/(?<=m)2$/, "²"), quantity.of].filter(Boolean).join(" ") };
    }
    case "place": {
      const place = byId(reading.places, fact.id);
      if (!place) return { words, read: "" };
      const at = place.lat !== null && place.lon !== null ? `${degrees(place.lat, "N", "S")} ${degrees(place.lon, "E", "W")}` : "no coordinates";
      return { words, read: [[place.name, place.country].filter(Boolean).join(", "), at].join(" · ") };
    }
  }
}

/** "51.73° N" */
export const degrees = (value: number, positive: string, negative: string): string =>
  `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;

const STRETCHES: Readonly<Record<string, string>> = { Y: "year", M: "month", W: "week", D: "day", H: "hour", MIN: "minute", S: "second" };

/** "6 years" for P6Y; null where it is no plain duration. */
export function durationWords(value: string): string | null {
  const found = /^P(?:(\d+(?:\.\d+)?)([YMWD])|T(\d+(?:\.\d+)?)([HMS]))$/.exec(value);
  if (!found) return null;
  const unit = found[4] === "M" ? "MIN" : (found[2] ?? found[4] ?? "");
  return count(Number(found[1] ?? found[3]), STRETCHES[unit] ?? "");
}

const NOW: Readonly<Record<string, string>> = { PRESENT_REF: "now", PAST_REF: "earlier", FUTURE_REF: "later" };

export function timeWords(time: Pick<Reading["times"][number], "value" | "begin" | "end"> | undefined): string {
  if (!time) return "";
  if (time.begin !== null) {
    const from = moment(time.begin);
    return time.end === null || time.end === time.begin ? from : `${from} to ${moment(time.end)}`;
  }
  if (time.value === null) return "not tied to a date";
  return durationWords(time.value) ?? NOW[time.value] ?? time.value;
}
