// What is chosen on this page, as it stands in the address.
import type { Certainty } from "../../api/contract";
import { CERTAINTIES } from "../../parts/certainty";
import { dayNumber } from "./days";

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number];

export interface Selection {
  box: Box | null;
  from: string | null;
  to: string | null;
  /** Nothing ticked means all. */
  types: readonly string[];
  certainties: readonly Certainty[];
}

/** Two decimals are a kilometre: enough for a box, and short in an address. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** A box with its corners in order, inside the globe; null where it has no extent or is not of numbers. */
export function boxOf(west: number, south: number, east: number, north: number): Box | null {
  const [w, s, e, n] = [Math.max(-180, rounded(west)), Math.max(-90, rounded(south)), Math.min(180, rounded(east)), Math.min(90, rounded(north))];
  return [w, s, e, n].every(Number.isFinite) && w < e && s < n ? [w, s, e, n] : null;
}

export function boxFrom(text: string | null): Box | null {
  const parts = text?.split(",") ?? [];
  if (parts.length !== 4 || parts.some((part) => part.trim() === "")) return null;
  const [west = NaN, south = NaN, east = NaN, north = NaN] = parts.map(Number);
  return boxOf(west, south, east, north);
}

const listFrom = (text: string | null): string[] => [...new Set((text ?? "").split(",").map((one) => one.trim()).filter((one) => one !== ""))];
const dayFrom = (text: string | null): string | null => (text !== null && dayNumber(text) !== null ? text : null);

export function readSelection(query: URLSearchParams): Selection {
  return {
    box: boxFrom(query.get("box")),
    from: dayFrom(query.get("from")),
    to: dayFrom(query.get("to")),
    types: listFrom(query.get("event")),
    certainties: CERTAINTIES.filter((certainty) => listFrom(query.get("certainty")).includes(certainty)),
  };
}

/** Puts a change into the address's query; what is not named stays. */
export function writeSelection(query: URLSearchParams, change: Partial<Selection>): void {
  const put = (name: string, value: string | null | undefined) => (value ? query.set(name, value) : query.delete(name));
  if (change.box !== undefined) put("box", change.box?.join(","));
  if (change.from !== undefined) put("from", change.from);
  if (change.to !== undefined) put("to", change.to);
  if (change.types !== undefined) put("event", change.types.join(","));
  if (change.certainties !== undefined) put("certainty", change.certainties.join(","));
}

/** The same as a question to the server. */
export const selectionQuery = ({ box, from, to, types, certainties }: Selection) => ({
  box: box?.join(",") ?? null, from, to, event: types.join(","), certainty: certainties.join(","),
});

export const inBox = ([west, south, east, north]: Box, lat: number, lon: number): boolean => lat >= south && lat <= north && lon >= west && lon <= east;

/** In or out of a list. */
export const toggled = <T>(list: readonly T[], one: T): T[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);
