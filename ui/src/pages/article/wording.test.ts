import { expect, test } from "vitest";
import type { Reading } from "../../api/contract";
import { factsOf } from "./marks";
import { offsetsOf } from "./offsets";
import { chainOf, degrees, durationWords, factWords, factualityWords, insideOf, signed, speakerOf, timeWords, wordsOf } from "./wording";

const text = "Kwon said the agency suspects that about 200 men left Kursk on Monday.";
const claim = (id: string, within: string | null, source: Reading["claims"][number]["source"]): Reading["claims"][number] => ({
  id, within, source, cue: null, content: [[0, 4]], quotation: "indirect", certainty: "certain", polarity: "positive", factuality: 3, hedges: [], negations: [],
  time_frame: "past", confidence: 0.9, events: [], times: [], quantities: [], places: [],
});
const reading: Reading = {
  article: { id: "x", title: null, publisher: "Harbour Times", authors: [], url: null, published: null, language: "en", text },
  entities: [
    { id: "e1", kind: "person", name: "Kwon Hyuk-soo", role: "lawmaker", country: "KOR", sector: "LEG", identifier: null, mentions: [[0, 4]] },
    { id: "e2", kind: "organization", name: "The agency", role: null, country: null, sector: "SPY", identifier: null, mentions: [] },
  ],
  claims: [
    claim("c1", null, { span: [0, 4], text: "Kwon", entity: "e1", kind: "named" }),
    claim("c2", "c1", { span: [10, 20], text: "the agency", entity: "e2", kind: "named" }),
    claim("c3", null, { span: null, text: "Harbour Times", entity: null, kind: "author" }),
  ],
  events: [{ id: "v1", type: "RETREAT", mode: "withdraw", cameo: null, anchor: [49, 53], actors: ["e1"], recipients: ["e2"], place: null, time: null, quantities: [], certainty: null, polarity: null, factuality: null, time_frame: null }],
  times: [{ id: "t1", span: [63, 69], type: "DATE", value: "2026-03-02", anchored: true, begin: "2026-03-02", end: "2026-03-02" }],
  quantities: [{ id: "q1", span: [35, 44], value: 200, low: null, high: null, approximate: true, unit: null, of: "men" }],
  places: [{ id: "p1", span: [54, 59], name: "Kursk", geonames: 538560, lat: 51.73, lon: -36.19, country: "RUS", feature: "PPLA" }],
  repeated: [], reader: { version: "0", model: "0" },
};

test("the chain goes from who makes the claim, through whom, to the outlet", () => {
  expect(chainOf(reading, 1).map(({ words }) => words)).toEqual(["the agency", "Kwon", "Harbour Times"]);
  expect(chainOf(reading, 2).map(({ words }) => words)).toEqual(["Harbour Times"]);
});

test("a chain in a circle ends", () => {
  const circle = { ...reading, claims: [claim("c1", "c2", reading.claims[0]!.source), claim("c2", "c1", reading.claims[1]!.source)] };
  expect(chainOf(circle, 0)).toHaveLength(3);
});

test("a name is given only where it is another than the words", () => {
  expect(speakerOf(reading, 0)).toMatchObject({ words: "Kwon", name: "Kwon Hyuk-soo", about: ["lawmaker", "KOR", "legislature"] });
  expect(speakerOf(reading, 1).name).toBeNull();
  expect(speakerOf(reading, 2).about).toEqual(["in its own voice"]);
});

test("claims inside a claim are found", () => expect(insideOf(reading, "c1")).toEqual([1]));

test("facts say what was read", () => {
  const words = Object.fromEntries(factsOf(reading, offsetsOf(text)).map((fact) => [fact.id, factWords(fact, reading, text)]));
  expect(words["v1"]).toEqual({ words: "left", read: "RETREAT withdraw · Kwon Hyuk-soo → The agency" });
  expect(words["t1"]).toEqual({ words: "Monday", read: "2 Mar 2026" });
  expect(words["q1"]).toEqual({ words: "about 200", read: "≈ 200 men" });
  expect(words["p1"]).toEqual({ words: "Kursk", read: "Kursk, RUS · 51.73° N 36.19° W" });
});

test("durations and moments without a calendar value are in words", () => {
  expect(["P6Y", "PT2H", "PT1M", "P1W", "PTXH"].map(durationWords)).toEqual(["6 years", "2 hours", "1 minute", "1 week", null]);
  expect(timeWords({ value: "PRESENT_REF", begin: null, end: null })).toBe("now");
  expect(timeWords({ value: null, begin: null, end: null })).toBe("not tied to a date");
  expect(timeWords({ value: "2026-02", begin: "2026-02-10", end: "2026-02-19" })).toBe("10 Feb 2026 to 19 Feb 2026");
});

test("the factuality scale has a word at every place", () => {
  expect([3, 2, 1, 0, -1, -2, -3].map(factualityWords)).toEqual(["certainly so", "probably so", "possibly so", "left open", "possibly not so", "probably not so", "certainly not so"]);
  expect([3, -1.5, 0, 0.04].map(signed)).toEqual(["+3", "−1.5", "0", "0"]);
});

test("words of several spans are joined, degrees have a side", () => {
  expect(wordsOf(text, offsetsOf(text), [[0, 4], [54, 59]])).toBe("Kwon … Kursk");
  expect(degrees(-0.5, "N", "S")).toBe("0.50° S");
});
