import { expect, test } from "vitest";
import { ago, count, day, figure, headline, moment, range, unitWords, webAddress } from "./format";

test("days and moments are told in UTC", () => {
  expect(day("2026-05-04T23:30:00-05:00")).toBe("5 May 2026");
  expect(moment("2026-03-02T16:40:00+09:00")).toBe("2 Mar 2026, 07:40 UTC");
  expect(moment("2026-03-02")).toBe("2 Mar 2026");
  expect(day(null)).toBe("");
  expect(day("spring")).toBe("spring");
});

test("nearness is told roughly", () => {
  const now = Date.parse("2026-05-04T12:00:00Z");
  expect(ago("2026-05-04T11:59:40Z", now)).toBe("just now");
  expect(ago("2026-05-04T11:58:00Z", now)).toBe("2 minutes ago");
  expect(ago("2026-05-03T11:00:00Z", now)).toBe("1 day ago");
  expect(ago(null, now)).toBe("never");
});

test("numbers keep their bounds", () => {
  expect([range(200, 200), range(8000, 12000), range(9, null), range(null, 5000), range(null, null)]).toEqual([
    "200",
    "8,000–12,000",
    "≥ 9",
    "≤ 5,000",
    "no number",
  ]);
  expect([count(1, "claim"), count(1200, "claim"), count(2, "country", "countries")]).toEqual(["1 claim", "1,200 claims", "2 countries"]);
});

test("statements begin as sentences do", () => {
  expect(headline(" that the dam held")).toBe("The dam held");
  expect(headline("thatch burnt")).toBe("Thatch burnt");
  expect(headline("")).toBe("");
});

test("only web addresses are links", () => {
  expect(webAddress("https://a.example/x")).toBe("https://a.example/x");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "//a", "file:///etc/passwd", "java\nscript:alert(1)", null])
    expect(webAddress(url)).toBeNull();
});

test("large numbers are told in words unless that loses digits", () => {
  expect([figure(7.4e9), figure(3e8), figure(1_234_567), figure(-2e6), figure(999_999)]).toEqual([
    "7.4 billion",
    "300 million",
    "1,234,567",
    "-2 million",
    "999,999",
  ]);
  expect([unitWords("m3"), unitWords("km2"), unitWords("USD")]).toEqual(["m³", "km²", "USD"]);
});
