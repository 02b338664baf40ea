// How sure a source sounds: glyph and words.
import type { Certainty, Polarity } from "../api/contract";

export const CERTAINTIES: readonly Certainty[] = ["certain", "probable", "possible", "unknown"];

export const GLYPH: Readonly<Record<Certainty, string>> = { certain: "●", probable: "◐", possible: "○", unknown: "·" };

export const CERTAINTY_MEANING: Readonly<Record<Certainty, string>> = {
  certain: "The source commits to it.",
  probable: "The source holds it likely.",
  possible: "The source holds it possible.",
  unknown: "The source does not say how sure it is: a wish, a question, a plan, a mere mention.",
};

/** "possible", "certain, said not to be so" */
export const sureness = (certainty: Certainty | null, polarity: Polarity | null = null): string =>
  (certainty ?? "certainty not read") + (polarity === "negative" ? ", said not to be so" : "");
