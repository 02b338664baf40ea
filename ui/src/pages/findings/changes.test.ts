import { expect, test } from "vitest";
import type { Change, State } from "../../api/contract";
import { changeWords, changesInShort, inOrderOfWeight } from "./changes";

const state = (part: Partial<State> = {}): State => ({
  standing: "reported",
  origins_for: 1,
  origins_against: 0,
  claims: 1,
  numbers: [],
  ...part,
});
const change = (kind: Change["change"], before: State | null, after: State | null): Change => ({
  id: kind,
  statement: "s",
  change: kind,
  before,
  after,
});

test("each kind of change is told by what it was and what it is", () => {
  expect(changeWords(change("new", null, state({ standing: "disputed", origins_against: 2 })))).toBe("new: disputed, 1 for, 2 against");
  expect(changeWords(change("standing", state(), state({ standing: "denied" })))).toBe("was reported, now denied");
  expect(
    changeWords(
      change(
        "numbers",
        state({ numbers: [[200, 200]] }),
        state({
          numbers: [
            [200, 200],
            [350, null],
          ],
        }),
      ),
    ),
  ).toBe("number was 200, now 200 / ≥ 350");
  expect(changeWords(change("claims", state(), state({ claims: 3 })))).toBe("2 more claims");
  expect(changeWords(change("claims", state({ claims: 3 }), state({ claims: 2 })))).toBe("1 claim fewer");
  expect(changeWords(change("part of another", state(), null))).toBe("now part of another finding");
});

test("changes are counted by kind and ordered by weight", () => {
  const changes = [change("new", null, state()), change("standing", state(), state()), change("new", null, state())];
  expect(changesInShort(changes)).toBe("2 new findings, 1 changed standing");
  expect(inOrderOfWeight(changes).map((one) => one.change)).toEqual(["standing", "new", "new"]);
  expect(changesInShort([])).toBe("");
});
