import { expect, test } from "vitest";
import { FILTERS, filterWords, readFilters, writeFilters } from "./filters";

test("filters survive the way through the address", () => {
  const filters = {
    text: '"two words" begin*',
    standing: "disputed",
    source: "Choe Son Hui",
    box: "20.5,-3,41,7.25",
    from: "2026-03-01",
    place: "Kursk & Tula",
  };
  const query = new URLSearchParams();
  writeFilters(query, filters);
  expect(readFilters(new URLSearchParams(query.toString()))).toEqual(filters);
});

test("a change leaves other filters and other parts of the address alone", () => {
  const query = new URLSearchParams("all=true&standing=denied&source=NIS");
  writeFilters(query, { standing: null, entity: " Kursk " });
  expect(query.toString()).toBe("all=true&source=NIS&entity=Kursk");
});

test("blank and unknown parameters are no filters", () => {
  expect(readFilters(new URLSearchParams("source=%20&nonsense=1&to="))).toEqual({});
});

test("each filter has words", () => {
  for (const name of FILTERS) expect(filterWords(name, "x").length).toBeGreaterThan(3);
});
