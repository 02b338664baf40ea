import type { Certainty, Polarity } from "../api/contract";
import { CERTAINTY_MEANING, GLYPH, sureness } from "./certainty";
import "./parts.css";

/** How sure a source sounds: glyph and word; the glyph alone, with the word for ears, where `brief`. */
export function CertaintyMark({
  certainty,
  polarity = null,
  brief = false,
}: {
  certainty: Certainty | null;
  polarity?: Polarity | null;
  brief?: boolean;
}) {
  return (
    <span className="certainty" title={certainty ? CERTAINTY_MEANING[certainty] : undefined}>
      <span className="glyph" aria-hidden="true">
        {certainty ? GLYPH[certainty] : "–"}
      </span>
      <span className={brief ? "unseen" : undefined}>{sureness(certainty, polarity)}</span>
    </span>
  );
}
