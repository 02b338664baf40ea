// What became of a source's claims: the count, its name, and what it counts. A claim may count in two of them.
import type { Source } from "../../api/contract";

type Fate = keyof Pick<Source, "corroborated" | "confirmed" | "disputed" | "contradicted" | "retracted">;

export const FATES: readonly (readonly [Fate, string, string])[] = [
  ["corroborated", "Corroborated", "others independently say the same"],
  ["confirmed", "Confirmed", "a party to the event acknowledged it"],
  ["disputed", "Disputed", "others deny it"],
  ["contradicted", "Other number", "others give another number"],
  ["retracted", "Retracted", "its own origin took it back"],
];
