// Counts of events under what is chosen, each side of the page under the choices of all others: the map shows what the days and
// types leave of each place, the days what the box and types leave of each day.
import type { Certainty, EventCounts } from "../../api/contract";
import { CERTAINTIES } from "../../parts/certainty";
import { inBox } from "./selection";
import type { Selection } from "./selection";

export interface PlaceTotal {
  events: number;
  certainties: Record<Certainty, number>;
}

export interface Totals {
  /** Events under all choices. */
  events: number;
  /** For each place, under all choices but the box. */
  places: PlaceTotal[];
  /** For each day, under all choices but the days. */
  days: Map<string, number>;
  types: Map<string, number>;
  certainties: Record<Certainty, number>;
  /** Under all choices but the box: events without a place; under all but the days: events without a day. */
  placeless: number;
  dayless: number;
}

const none = (): Record<Certainty, number> => Object.fromEntries(CERTAINTIES.map((certainty) => [certainty, 0])) as Record<Certainty, number>;

export function totalsOf({ places, counts }: EventCounts, { box, from, to, types, certainties }: Selection): Totals {
  const totals: Totals = {
    events: 0,
    places: places.map(() => ({ events: 0, certainties: none() })),
    days: new Map(), types: new Map(), certainties: none(), placeless: 0, dayless: 0,
  };
  const within = places.map(({ lat, lon }) => box === null || inBox(box, lat, lon));
  const typed = new Set(types);
  const sure = new Set(certainties);
  for (const { place, day, type, certainty, events } of counts) {
    const certain = certainty ?? "unknown";
    const boxed = place === null ? box === null : (within[place] ?? false);
    const dated = day === null ? from === null && to === null : (from === null || day >= from) && (to === null || day <= to);
    const ofType = typed.size === 0 || typed.has(type);
    const ofCertainty = sure.size === 0 || sure.has(certain);
    const missed = Number(!boxed) + Number(!dated) + Number(!ofType) + Number(!ofCertainty);
    if (missed > 1) continue;
    const all = missed === 0;
    if (all) totals.events += events;
    if (all || !boxed) {
      const total = place === null ? undefined : totals.places[place];
      if (total) {
        total.events += events;
        total.certainties[certain] += events;
      } else totals.placeless += events;
    }
    if (all || !dated) {
      if (day === null) totals.dayless += events;
      else totals.days.set(day, (totals.days.get(day) ?? 0) + events);
    }
    if (all || !ofType) totals.types.set(type, (totals.types.get(type) ?? 0) + events);
    if (all || !ofCertainty) totals.certainties[certain] += events;
  }
  return totals;
}

/** Types in a fixed order: the most frequent first, of equals by name. */
export function typesOf({ counts }: EventCounts): string[] {
  const all = new Map<string, number>();
  for (const { type, events } of counts) all.set(type, (all.get(type) ?? 0) + events);
  return [...all.keys()].sort((one, other) => (all.get(other) ?? 0) - (all.get(one) ?? 0) || (one < other ? -1 : 1));
}
