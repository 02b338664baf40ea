// Days as numbers: so many since 1 January 1970.
const LENGTH = 86_400_000;

/** The number of a day; null where the text is none that the calendar has. */
export function dayNumber(day: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) return null;
  const time = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return dayText(time / LENGTH) === day ? time / LENGTH : null;
}

export const dayText = (day: number): string => new Date(day * LENGTH).toISOString().slice(0, 10);
