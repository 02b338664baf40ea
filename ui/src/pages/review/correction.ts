// What a person changes of a claim: only what differs from what was read is sent.
import type { Certainty, Claim, Polarity, Span } from "../../api/contract";

export interface Draft {
  source: string;
  certainty: Certainty;
  polarity: Polarity;
  /** In units of the text; null while the content stays as it is. */
  content: Span | null;
}

export interface Correction {
  source?: string;
  certainty?: Certainty;
  polarity?: Polarity;
  content?: Span;
}

export const draftOf = (claim: Claim): Draft => ({
  source: claim.source.name ?? claim.source.text ?? "",
  certainty: claim.certainty ?? "unknown",
  polarity: claim.polarity ?? "positive",
  content: null,
});

/** The changes, spans in code points; null where nothing changed. */
export function correctionOf(draft: Draft, claim: Claim, points: (unit: number) => number): Correction | null {
  const before = draftOf(claim);
  const correction: Correction = {};
  const source = draft.source.trim();
  if (source !== "" && source !== before.source) correction.source = source;
  if (draft.certainty !== claim.certainty && (claim.certainty !== null || draft.certainty !== before.certainty)) correction.certainty = draft.certainty;
  if (draft.polarity !== claim.polarity && (claim.polarity !== null || draft.polarity !== before.polarity)) correction.polarity = draft.polarity;
  if (draft.content) {
    const content: Span = [points(draft.content[0]), points(draft.content[1])];
    const same = claim.content.length === 1 && claim.content[0]?.[0] === content[0] && claim.content[0][1] === content[1];
    if (!same && content[1] > content[0]) correction.content = content;
  }
  return Object.keys(correction).length > 0 ? correction : null;
}
