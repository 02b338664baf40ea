import { expect, test } from "vitest";
import { dayNumber, dayText } from "./days";
import { boxFrom, boxOf, readSelection, selectionQuery, toggled, writeSelection } from "./selection";

test("a selection goes through the address and back", () => {
  const selection = { box: [30.5, 50, 40, 55.25], from: "2026-03-01", to: "2026-03-09", types: ["ASSAULT", "AGREE"], certainties: ["certain", "possible"] } as const;
  const query = new URLSearchParams("source=NIS");
  writeSelection(query, selection);
  expect(query.get("source")).toBe("NIS");
  expect(readSelection(query)).toEqual(selection);
  expect(selectionQuery(selection)).toEqual({ box: "30.5,50,40,55.25", from: "2026-03-01", to: "2026-03-09", event: "ASSAULT,AGREE", certainty: "certain,possible" });
  writeSelection(query, { box: null, from: null, to: null, types: [], certainties: [] });
  expect(query.toString()).toBe("source=NIS");
});

test("what is no box, day or certainty is passed over", () => {
  expect(readSelection(new URLSearchParams("box=1,2,3&from=2026-02-30&to=soon&certainty=sure,,certain&event=,A,A"))).toEqual({ box: null, from: null, to: null, types: ["A"], certainties: ["certain"] });
  expect(boxFrom("1,,3,4")).toBeNull();
  expect(boxFrom("a,b,c,d")).toBeNull();
  expect(boxFrom("4,2,3,5")).toBeNull();
});

test("boxes are cut to the globe and rounded", () => {
  expect(boxOf(-200, -95, 12.3456, 91)).toEqual([-180, -90, 12.35, 90]);
  expect(boxOf(1, 1, 1.001, 2)).toBeNull();
  expect(boxOf(Number.NaN, 0, 1, 1)).toBeNull();
});

test("days are numbers and back", () => {
  expect(dayNumber("1970-01-02")).toBe(1);
  expect(dayNumber("2026-02-29")).toBeNull();
  expect(dayText(dayNumber("2026-03-01") ?? 0)).toBe("2026-03-01");
});

test("ticking twice is not ticking", () => {
  expect(toggled(toggled(["a"], "b"), "b")).toEqual(["a"]);
});
