import { useId } from "react";
import { CERTAINTIES, CERTAINTY_MEANING, GLYPH } from "../../parts/certainty";
import { MARKINGS, useMarking } from "./useMarking";

/** How much is marked, and how the marks are read. */
export function Legend() {
  const id = useId();
  const [marking, setMarking] = useMarking();
  return (
    <div className="legend-line small">
      <fieldset className="row">
        <legend className="unseen">Marks in the text</legend>
        <span className="soft" aria-hidden="true">Marks:</span>
        {MARKINGS.map(([name, words]) => (
          <label key={name} className="check"><input type="radio" name={id} checked={marking === name} onChange={() => setMarking(name)} /> {words}</label>
        ))}
      </fieldset>
      <Explanation />
    </div>
  );
}

function Explanation() {
  return (
    <details className="legend">
      <summary>How to read the marks</summary>
      <div className="legend-rows">
        <span><span className="piece source">source</span> who says it</span>
        <span><span className="piece cue">cue</span> the words that attribute it</span>
        {CERTAINTIES.map((certainty) => (
          <span key={certainty} title={CERTAINTY_MEANING[certainty]}>
            <span className={`piece content lane-a lane-a-${certainty}`} data-glyph={GLYPH[certainty]}>{certainty}</span> {CERTAINTY_MEANING[certainty].split(":")[0]?.replace(/\.$/, "").toLowerCase()}
          </span>
        ))}
        <span><span className="piece content own-voice lane-a lane-a-certain">grey line</span> the article's own voice</span>
        <span><span className="piece rejected" data-glyph="×">rejected</span> by a person in review</span>
        <span><span className="piece hedge">might</span> hedges</span>
        <span><span className="piece negation">not</span> negates</span>
        <span><span className="again-note">said again above, read once</span> passages that the article repeats</span>
      </div>
    </details>
  );
}
