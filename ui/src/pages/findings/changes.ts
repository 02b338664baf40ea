// What changed since the last visit, in words.
import type { Change, State } from "../../api/contract";
import { count, range } from "../../parts/format";

const origins = (state: State): string => `${state.origins_for} for, ${state.origins_against} against`;

const numbers = (state: State): string => state.numbers.map(([low, high]) => range(low, high)).join(" / ") || "no number";

/** What happened to one finding, after its statement. */
export function changeWords({ change, before, after }: Change): string {
  if (!after) return "now part of another finding";
  switch (change) {
    case "new":
      return `new: ${after.standing}, ${origins(after)}`;
    case "part of another":
      return "now part of another finding";
    case "standing":
      return before ? `was ${before.standing}, now ${after.standing}` : `now ${after.standing}`;
    case "numbers":
      return before ? `number was ${numbers(before)}, now ${numbers(after)}` : `number now ${numbers(after)}`;
    case "claims": {
      const more = after.claims - (before?.claims ?? 0);
      return more > 0 ? `${count(more, "more claim")}` : more < 0 ? `${count(-more, "claim")} fewer` : `origins: ${origins(after)}`;
    }
  }
}

/** The sign on a line of the list. */
export const CHANGE_MARK: Readonly<Record<Change["change"], string>> = {
  new: "new",
  "part of another": "moved",
  standing: "changed",
  numbers: "number",
  claims: "more",
};

const KINDS: readonly (readonly [Change["change"], string, string])[] = [
  ["new", "new finding", "new findings"],
  ["standing", "changed standing", "changed standings"],
  ["numbers", "moved number", "moved numbers"],
  ["claims", "finding with other claims", "findings with other claims"],
  ["part of another", "finding now part of another", "findings now part of others"],
];

/** "2 new findings, 1 changed standing" */
export function changesInShort(changes: readonly Change[]): string {
  const parts = KINDS.map(([kind, one, many]) => [changes.filter((change) => change.change === kind).length, one, many] as const);
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => count(number, one, many))
    .join(", ");
}

/** The most telling first: changed standings, then numbers, then what is new. */
export function inOrderOfWeight(changes: readonly Change[]): Change[] {
  const weight: Readonly<Record<Change["change"], number>> = { standing: 0, numbers: 1, new: 2, claims: 3, "part of another": 4 };
  return changes.toSorted((one, other) => weight[one.change] - weight[other.change]);
}
