import { expect, test } from "vitest";
import type { Claim } from "../../api/contract";
import { correctionOf, draftOf } from "./correction";

const claim: Claim = {
  id: "a/c1", article: "a", publisher: null, said: null, known: "", source: { text: "the agency", name: "NIS", kind: "named", country: null, sector: null },
  cue: "said", act: "state", text: "x", content: [[4, 9]], quotation: "indirect", within: null, certainty: "certain", polarity: "positive", factuality: 3, time_frame: "past", confidence: 0.3,
};
const same = (unit: number) => unit;

test("an unchanged draft is no correction", () => {
  expect(correctionOf(draftOf(claim), claim, same)).toBeNull();
  expect(correctionOf({ ...draftOf(claim), content: [4, 9], source: " NIS " }, claim, same)).toBeNull();
  expect(correctionOf(draftOf({ ...claim, certainty: null, polarity: null }), { ...claim, certainty: null, polarity: null }, same)).toBeNull();
});

test("only what changed is sent, spans in code points", () => {
  expect(correctionOf({ source: "Kwon", certainty: "certain", polarity: "negative", content: [5, 11] }, claim, (unit) => unit - 1)).toEqual({ source: "Kwon", polarity: "negative", content: [4, 10] });
  expect(correctionOf({ ...draftOf(claim), certainty: "possible" }, claim, same)).toEqual({ certainty: "possible" });
});

test("an emptied source and an empty selection change nothing", () => {
  expect(correctionOf({ ...draftOf(claim), source: " ", content: [5, 5] }, claim, same)).toBeNull();
});
