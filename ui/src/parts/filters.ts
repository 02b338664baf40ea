// The filters that lists share, as they stand in the address: `?standing=disputed&from=2026-03-01`.

export const FILTERS = [
  "text",
  "standing",
  "source",
  "entity",
  "country",
  "event",
  "certainty",
  "place",
  "box",
  "from",
  "to",
  "as_of",
] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

/** PLOVER's event types. */
export const EVENT_TYPES = [
  "AGREE",
  "CONSULT",
  "SUPPORT",
  "CONCEDE",
  "COOPERATE",
  "AID",
  "RETREAT",
  "REQUEST",
  "ACCUSE",
  "REJECT",
  "THREATEN",
  "PROTEST",
  "SANCTION",
  "MOBILIZE",
  "COERCE",
  "ASSAULT",
] as const;

export const FILTER_LABEL: Readonly<Record<FilterName, string>> = {
  text: "Words in the article",
  standing: "Standing",
  source: "Who says it",
  entity: "What it is about",
  country: "Country code",
  event: "Event",
  certainty: "Certainty",
  place: "Place",
  box: "Area on the map",
  from: "Published from",
  to: "Published to",
  as_of: "As known on",
};

/** The filters of an address. */
export function readFilters(query: URLSearchParams): Filters {
  const found: Partial<Record<FilterName, string>> = {};
  for (const name of FILTERS) {
    const value = query.get(name)?.trim();
    if (value) found[name] = value;
  }
  return found;
}

/** Puts filters into a query in place; an empty value takes one out, what is not named stays. */
export function writeFilters(query: URLSearchParams, change: Readonly<Partial<Record<FilterName, string | null>>>): void {
  for (const name of FILTERS) {
    const value = change[name];
    if (value === undefined) continue;
    if (value === null || value.trim() === "") query.delete(name);
    else query.set(name, value.trim());
  }
}

/** One filter in words, for the chip that takes it out. */
export function filterWords(name: FilterName, value: string): string {
  if (name === "text") return `words: ${value}`;
  if (name === "box") return "inside the area on the map";
  if (name === "from") return `from ${value}`;
  if (name === "to") return `to ${value}`;
  if (name === "as_of") return `as known on ${value}`;
  return `${FILTER_LABEL[name].toLowerCase()}: ${value}`;
}
