import type { Standing } from "../api/contract";
import { MEANING, SIGN } from "./standing";
import "./parts.css";

/** What a finding rests on: sign, word and colour. */
export function StandingBadge({ standing }: { standing: Standing }) {
  return (
    <span className={`badge s-${standing}`} title={MEANING[standing]}>
      <span className="sign" aria-hidden="true">
        {SIGN[standing]}
      </span>
      {standing}
    </span>
  );
}
