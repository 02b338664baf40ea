import { count, headline, moment } from "../../parts/format";
import { SafeText } from "../../parts/SafeText";
import { Link } from "../../router/router";
import { toFinding } from "../../router/match";
import { changeWords, changesInShort, inOrderOfWeight } from "./changes";
import type { Changes } from "./use-changes";

/** Changes listed in the panel; the list below marks the others. */
const LISTED = 12;

/** What changed since the last visit: a line that is always there, so that nothing jumps, and that unfolds. */
export function ChangesPanel({ since, changes, more, dismiss }: Changes) {
  if (since === null || changes === null) return <p className="changes soft">&nbsp;</p>;
  if (changes.length === 0)
    return <p className="changes soft small">Nothing changed since your last visit. What the ledger learns from now on is told here.</p>;
  const listed = inOrderOfWeight(changes).slice(0, LISTED);
  return (
    <section className="changes some" aria-label="Since your last visit">
      <details>
        <summary>
          <strong>Since your last visit</strong>, {moment(since)}: {changesInShort(changes)}
          {more && " at least"}
        </summary>
        <ul>
          {listed.map((change) => (
            <li key={change.id + change.change}>
              {change.after ? (
                <Link to={toFinding(change.id)} className="serif">
                  <SafeText text={headline(change.statement)} />
                </Link>
              ) : (
                <span className="serif">
                  <SafeText text={headline(change.statement)} />
                </span>
              )}
              <span className="soft small"> {changeWords(change)}</span>
            </li>
          ))}
        </ul>
        {changes.length > listed.length && (
          <p className="soft small">And {count(changes.length - listed.length, "more change")}, marked in the list where they are shown.</p>
        )}
      </details>
      <button type="button" className="quiet" onClick={dismiss}>
        Mark as seen
      </button>
    </section>
  );
}
