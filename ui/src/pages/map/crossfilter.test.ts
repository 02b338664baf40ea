import { expect, test } from "vitest";
import type { EventCounts } from "../../api/contract";
import { totalsOf, typesOf } from "./crossfilter";
import type { Selection } from "./selection";

const counts: EventCounts = {
  places: [{ geonames: 1, name: "Kursk", lat: 51.7, lon: 36.2, country: "RUS" }, { geonames: 2, name: "Seoul", lat: 37.6, lon: 127, country: "KOR" }],
  counts: [
    { place: 0, day: "2026-03-01", type: "MOBILIZE", certainty: "certain", events: 3 },
    { place: 0, day: "2026-03-02", type: "ASSAULT", certainty: "possible", events: 2 },
    { place: 1, day: "2026-03-02", type: "CONSULT", certainty: null, events: 4 },
    { place: null, day: "2026-03-03", type: "CONSULT", certainty: "certain", events: 5 },
    { place: 1, day: null, type: "AGREE", certainty: "certain", events: 1 },
  ],
  left_out: 0,
};
const all: Selection = { box: null, from: null, to: null, types: [], certainties: [] };
const kursk: Selection["box"] = [30, 50, 40, 55];

test("without a choice everything counts", () => {
  const totals = totalsOf(counts, all);
  expect(totals.events).toBe(15);
  expect(totals.places.map(({ events }) => events)).toEqual([5, 5]);
  expect(totals.placeless).toBe(5);
  expect(totals.dayless).toBe(1);
  expect(totals.certainties).toEqual({ certain: 9, probable: 0, possible: 2, unknown: 4 });
});

test("a box filters days and types, but not the map itself", () => {
  const totals = totalsOf(counts, { ...all, box: kursk });
  expect(totals.events).toBe(5);
  expect(totals.places.map(({ events }) => events)).toEqual([5, 5]);
  expect([...totals.days]).toEqual([["2026-03-01", 3], ["2026-03-02", 2]]);
  expect(totals.types.get("CONSULT")).toBeUndefined();
});

test("days filter the map and the types, but not the days", () => {
  const totals = totalsOf(counts, { ...all, from: "2026-03-02", to: "2026-03-02" });
  expect(totals.events).toBe(6);
  expect(totals.places.map(({ events }) => events)).toEqual([2, 4]);
  expect(totals.days.get("2026-03-01")).toBe(3);
  expect(totals.dayless).toBe(1);
});

test("types and certainties filter each other", () => {
  const totals = totalsOf(counts, { ...all, types: ["CONSULT"], certainties: ["certain"] });
  expect(totals.events).toBe(5);
  expect(totals.certainties).toEqual({ certain: 5, probable: 0, possible: 0, unknown: 4 });
  expect(Object.fromEntries(totals.types)).toEqual({ MOBILIZE: 3, CONSULT: 5, AGREE: 1 });
});

test("what two sides leave out counts nowhere", () => {
  const totals = totalsOf(counts, { ...all, box: kursk, from: "2026-03-02" });
  expect(totals.events).toBe(2);
  expect(totals.places.map(({ events }) => events)).toEqual([2, 4]);
  expect(totals.days.get("2026-03-03")).toBeUndefined();
});

test("types stand in an order that does not depend on the rows", () => {
  expect(typesOf(counts)).toEqual(["CONSULT", "MOBILIZE", "ASSAULT", "AGREE"]);
  expect(typesOf({ ...counts, counts: counts.counts.toReversed() })).toEqual(typesOf(counts));
});

test("a hundred thousand rows take a few milliseconds", () => {
  const many = { ...counts, counts: Array.from({ length: 100_000 }, (_, index) => counts.counts[index % 5]!) };
  const began = performance.now();
  totalsOf(many, { ...all, box: kursk });
  expect(performance.now() - began).toBeLessThan(200);
});
