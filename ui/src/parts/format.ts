// Days, moments, numbers and statements as people write them. Times are shown in UTC, whatever the reader's clock.

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const HOUR = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

function date(at: string | null): Date | null {
  if (at === null) return null;
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** "4 May 2026"; what is no date stays as it is, nothing is an empty text. */
export function day(at: string | null): string {
  const moment = date(at);
  return moment ? DAY.format(moment) : (at ?? "");
}

/** "4 May 2026, 13:05 UTC"; a date without a time of day is a day. */
export function moment(at: string | null): string {
  const value = date(at);
  if (!value || !at?.includes("T")) return day(at);
  return `${DAY.format(value)}, ${HOUR.format(value)} UTC`;
}

/** How long ago, roughly; for times that matter by their nearness. */
export function ago(at: string | null, now: number): string {
  const value = date(at);
  if (!value) return "never";
  const seconds = Math.max(0, Math.round((now - value.getTime()) / 1000));
  if (seconds < 60) return "just now";
  const steps: [number, string][] = [
    [60, "minute"],
    [3_600, "hour"],
    [86_400, "day"],
  ];
  const [size, name] = steps.findLast(([size]) => seconds >= size) ?? [60, "minute"];
  return `${count(Math.floor(seconds / size), name)} ago`;
}

/** "12,000" */
export const grouped = (value: number): string => NUMBER.format(value);

const LARGE: readonly (readonly [number, string])[] = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];

/** A number of an article: "12,000", "7.4 billion"; written out where the word would lose digits. */
export function figure(value: number): string {
  for (const [size, word] of LARGE) {
    if (Math.abs(value) < size) continue;
    const short = NUMBER.format(value / size);
    return Number(short.replaceAll(",", "")) * size === value ? `${short} ${word}` : grouped(value);
  }
  return grouped(value);
}

/** "m³" for "m3" */
export const unitWords = (unit: string): string =>
  unit.replace(/^(k?m|cm|mm)([23])$/, (_, length: string, power: string) => length + (power === "2" ? "²" : "³"));

/** "1 claim", "1,200 claims" */
export const count = (value: number, one: string, many = `${one}s`): string => `${grouped(value)} ${value === 1 ? one : many}`;

/** A number or a range with open ends: "200", "8,000–12,000", "≥ 9", "≤ 5". */
export function range(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? figure(low) : `${figure(low)}–${figure(high)}`;
  if (low !== null) return `≥ ${figure(low)}`;
  if (high !== null) return `≤ ${figure(high)}`;
  return "no number";
}

/** A statement as it begins a line: cut from "She said that …", it lost what the conjunction hangs on. */
export function headline(statement: string): string {
  const text = statement.trim().replace(/^that\s+/i, "");
  return text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
}

/** A name at the beginning of a line. */
export const capital = (name: string): string => name.charAt(0).toLocaleUpperCase("en") + name.slice(1);

/** Only web addresses become links. */
export function webAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === "http:" || protocol === "https:" ? href : null;
}
