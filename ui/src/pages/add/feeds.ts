import type { Feeds } from "../../api/contract";
import { count } from "../../parts/format";

type Feed = Feeds["feeds"][number];

export type Health = "well" | "failing" | "not polled yet";

export const healthOf = ({ failures, last_polled }: Pick<Feed, "failures" | "last_polled">): Health => (failures > 0 ? "failing" : last_polled === null ? "not polled yet" : "well");

/** "every 15 minutes" */
export function everyWords(seconds: number): string {
  const [size, name] = ([[86_400, "day"], [3_600, "hour"], [60, "minute"]] as const).find(([size]) => seconds >= size && seconds % size === 0) ?? [1, "second"];
  const times = seconds / size;
  return times === 1 ? `every ${name}` : `every ${count(times, name)}`;
}
