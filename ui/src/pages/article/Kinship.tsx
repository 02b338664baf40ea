import { SafeText } from "../../parts/SafeText";
import { Day } from "../../parts/Time";
import { count } from "../../parts/format";
import { toArticle, toCompare } from "../../router/match";
import { Link } from "../../router/router";
import { kinWords } from "./copies";
import type { Kin } from "./copies";

const AT_FIRST = 3;

/** Copies and revisions of an article: which one it repeats comes first, for that is the one to cite. */
export function Kinship({ id, kin }: { id: string; kin: readonly Kin[] }) {
  if (kin.length === 0) return null;
  const rank = (one: Kin) => ["later", "copy", "earlier", "unclear", "original"].indexOf(one.role);
  const rows = [...kin].sort((one, other) => rank(one) - rank(other));
  const list = (part: readonly Kin[]) => <ul>{part.map((one) => <KinLine key={one.other + one.kind} id={id} one={one} />)}</ul>;
  return (
    <section className="kinship notice" aria-label="Copies and revisions">
      {list(rows.slice(0, AT_FIRST))}
      {rows.length > AT_FIRST && (
        <details>
          <summary>{count(rows.length - AT_FIRST, "other article")} with the same text</summary>
          {list(rows.slice(AT_FIRST))}
        </details>
      )}
    </section>
  );
}

function KinLine({ id, one }: { id: string; one: Kin }) {
  const compare = one.role === "later" || one.role === "copy" || one.role === "unclear" ? toCompare(id, one.other) : toCompare(one.other, id);
  return (
    <li>
      {kinWords(one)}{" "}
      <Link to={toArticle(one.other)}><SafeText text={one.about?.title ?? one.other} /></Link>
      {one.about && (
        <span className="soft"> {one.about.publisher && <SafeText text={one.about.publisher} />}{one.about.published && <>, <Day at={one.about.published} /></>}</span>
      )}
      {one.credit && <span className="soft">, credits <SafeText text={one.credit} /></span>}
      {" · "}
      <Link to={compare} className="nowrap">what changed</Link>
    </li>
  );
}
