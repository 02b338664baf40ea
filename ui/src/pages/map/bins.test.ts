import { expect, test } from "vitest";
import { axisOf, barsOf, binAt, brushedBins, daysOf, denseExtentOf, extentOf, tickBins, tickWords } from "./bins";
import { dayNumber, dayText } from "./days";

const number = (day: string) => dayNumber(day) ?? Number.NaN;
const extent = (first: string, last: string): [number, number] => [number(first), number(last)];

test("bars are days, weeks from Monday, months or years, as there is room", () => {
  expect(axisOf(extent("2026-03-01", "2026-03-31"), 60)).toMatchObject({ step: "day" });
  const weeks = axisOf(extent("2026-01-01", "2026-12-31"), 60);
  expect(weeks.step).toBe("week");
  expect(weeks.bins.every(({ from }) => new Date(from * 86_400_000).getUTCDay() === 1)).toBe(true);
  const months = axisOf(extent("2024-02-10", "2026-12-31"), 40);
  expect(months.step).toBe("month");
  expect(dayText(months.bins[0]!.from)).toBe("2024-02-01");
  expect(dayText(months.bins[0]!.to)).toBe("2024-02-29");
  expect(axisOf(extent("1950-01-01", "2026-12-31"), 80)).toMatchObject({ step: "year" });
});

test("bars follow each other without gaps, also before 1970", () => {
  for (const [first, last, most] of [["1960-01-01", "1961-01-01", 60], ["2026-01-01", "2026-02-01", 60], ["2000-01-01", "2004-01-01", 60]] as const) {
    const { bins } = axisOf(extent(first, last), most);
    for (const [index, bin] of bins.entries()) if (index > 0) expect(bin.from).toBe(bins[index - 1]!.to + 1);
    expect(bins[0]!.from).toBeLessThanOrEqual(number(first));
    expect(bins.at(-1)!.to).toBeGreaterThanOrEqual(number(last));
  }
});

test("days are counted into their bars, and those outside are told", () => {
  const axis = axisOf(extent("2026-03-02", "2026-03-04"), 60);
  expect(barsOf(axis, new Map([["2026-03-02", 2], ["2026-03-04", 5], ["1999-01-01", 1], ["2030-01-01", 3], ["never", 9]]))).toEqual({ heights: [2, 0, 5], earlier: 1, later: 3 });
});

test("far-off days do not stretch the axis at first, but are known", () => {
  const days = new Map([["1950-01-01", 1], ["2026-03-01", 100], ["2026-03-20", 100], ["2101-01-01", 1]]);
  expect(denseExtentOf(days)?.map(dayText)).toEqual(["2026-03-01", "2026-03-20"]);
  expect(extentOf(days)?.map(dayText)).toEqual(["1950-01-01", "2101-01-01"]);
  expect(extentOf(new Map())).toBeNull();
  expect(denseExtentOf(new Map())).toBeNull();
});

test("a few weeks are all shown, and so are events that are spread over the years", () => {
  expect(denseExtentOf(new Map([["2026-02-01", 1], ["2026-03-20", 500]]))?.map(dayText)).toEqual(["2026-02-01", "2026-03-20"]);
  expect(denseExtentOf(new Map([["1950-01-01", 50], ["2026-03-20", 50]]))?.map(dayText)).toEqual(["1950-01-01", "2026-03-20"]);
});

test("of stretches that hold enough the shortest is taken, whichever end the far-off days lie at", () => {
  const days = new Map([["2020-01-01", 2], ["2024-01-01", 2], ...Array.from({ length: 40 }, (_, index): [string, number] => [dayText(number("2026-01-01") + index), 5])]);
  expect(denseExtentOf(days)?.map(dayText)).toEqual(["2026-01-01", "2026-02-08"]);
});

test("a selection of days is a stretch of bars, and back", () => {
  const axis = axisOf(extent("2026-03-01", "2026-03-10"), 60);
  expect(brushedBins(axis, "2026-03-03", "2026-03-05")).toEqual([2, 4]);
  expect(brushedBins(axis, "2026-03-03", null)).toEqual([2, 9]);
  expect(brushedBins(axis, null, null)).toBeNull();
  expect(brushedBins(axis, "2027-01-01", "2027-02-01")).toBeNull();
  expect(brushedBins(axis, "2026-03-05", "2026-03-03")).toBeNull();
  expect(daysOf(axis, 4, 2)).toEqual({ from: "2026-03-03", to: "2026-03-05" });
  expect(daysOf(axis, 2, 99)).toBeNull();
  expect(binAt(axis, number("2026-03-10"))).toBe(9);
});

test("dates are written far enough apart", () => {
  expect(tickBins(axisOf(extent("2026-03-01", "2026-03-10"), 60), 3.2)).toEqual([0, 4, 8]);
});

test("under a bar stands as much of its day as matters", () => {
  const bin = { from: number("2024-02-01"), to: number("2024-02-29") };
  expect((["year", "month", "week", "day"] as const).map((step) => tickWords({ step }, bin))).toEqual(["2024", "Feb 2024", "1 Feb 2024", "1 Feb 2024"]);
});
