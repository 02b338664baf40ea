// Names that may be of one person, organisation or place, for a person to decide.
import { useState } from "react";
import type { Entity, Suggestion } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { count } from "../../parts/format";
import { kindWords } from "../../parts/kinds";
import { sectorWords } from "../../parts/sectors";
import type { Decide } from "./useDecide";

const AT_ONCE = 10;

export function Names({ mayReview, busy, decide }: { mayReview: boolean; busy: boolean; decide: Decide }) {
  const answer = useAnswer<Suggestion[]>("/entities/suggestions");
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState("");
  const [shown, setShown] = useState(AT_ONCE);
  if (answer.error) return <ErrorNote error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading lines={6} what="Loading names" />;
  const key = ({ one, other }: Suggestion) => `${one.key}\n${other.key}`;
  const rows = answer.data.filter((row) => !apart.has(key(row)));
  return (
    <div className="stack">
      <p className="soft">Names that look alike are not merged by themselves. Say which are of one; every claim of either then counts as of the same source.</p>
      <p role="status" className="small">{told || `${count(rows.length, "pair")} listed`}</p>
      {rows.length === 0 && <Empty title="No names look as if they were of one." />}
      <ul className="stack">
        {rows.slice(0, shown).map((row) => (
          <li key={key(row)} className="card name-pair">
            <Named entity={row.one} />
            <span className="soft" aria-hidden="true">=?</span>
            <Named entity={row.other} />
            <span className="row">
              <button
                type="button"
                className="primary"
                disabled={!mayReview || busy}
                aria-label={`${row.one.name} and ${row.other.name} are one: merge`}
                onClick={() => decide({ act: "merge", one: row.one.key, other: row.other.key }, (review) => setTold(`${row.one.name} and ${row.other.name} are now one (decision no. ${review}).`))}
              >
                One: merge
              </button>
              <button type="button" aria-label={`Leave ${row.one.name} and ${row.other.name} apart`} onClick={() => setApart(new Set([...apart, key(row)]))}>Leave apart</button>
            </span>
          </li>
        ))}
      </ul>
      {rows.length > shown && <p><button type="button" onClick={() => setShown(shown + AT_ONCE)}>More pairs</button> <span className="small soft">{shown} of {rows.length} shown</span></p>}
    </div>
  );
}

function Named({ entity }: { entity: Entity }) {
  const about = [kindWords(entity.kind), entity.role, entity.country, entity.sector ? sectorWords(entity.sector) : null].filter(Boolean).join(" · ");
  return (
    <span className="named">
      <b><SafeText text={entity.name} /></b>
      <span className="small soft"><SafeText text={about} />{entity.also.length > 0 && <> · also <SafeText text={entity.also.join(", ")} /></>}</span>
    </span>
  );
}
