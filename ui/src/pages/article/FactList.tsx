// What the article speaks of, beside it: each line stands for words in the text and shows where they are.
import { useState } from "react";
import { SafeText } from "../../parts/SafeText";
import { count } from "../../parts/format";
import type { FactKind } from "./marks";
import type { Prepared } from "./prepared";
import { factWords } from "./wording";

const GROUPS: readonly (readonly [FactKind, string])[] = [["event", "Events"], ["time", "Times"], ["number", "Numbers"], ["place", "Places"]];
const AT_FIRST = 60;

export interface FactListProps {
  prepared: Prepared;
  chosen: number | null;
  /** The fact under the pointer or the focus. */
  onShow: (fact: number | null) => void;
  onGo: (fact: number) => void;
}

export function FactList(props: FactListProps) {
  const { prepared } = props;
  return GROUPS.map(([kind, name]) => {
    const rows = prepared.facts.flatMap((fact, index) => (fact.kind === kind ? [index] : []));
    if (rows.length === 0) return null;
    return (
      <section key={kind} className="fact-group">
        <h2>{name} <span className="soft small tabular">{rows.length}</span></h2>
        <Rows {...props} rows={rows} name={name.toLowerCase()} />
      </section>
    );
  });
}

function Rows({ prepared, chosen, onShow, onGo, rows, name }: FactListProps & { rows: readonly number[]; name: string }) {
  const [all, setAll] = useState(false);
  const { facts, reading, text } = prepared;
  return (
    <>
      <ul>
        {(all ? rows : rows.slice(0, AT_FIRST)).map((index) => {
          const fact = facts[index];
          if (!fact) return null;
          const { words, read } = factWords(fact, reading, text);
          return (
            <li key={fact.id}>
              <button
                type="button"
                className="fact"
                aria-pressed={chosen === index}
                // Not on entering: rows that scroll by under a resting pointer are not meant.
                onPointerMove={() => onShow(index)}
                onPointerLeave={() => onShow(null)}
                onFocus={() => onShow(index)}
                onBlur={() => onShow(null)}
                onClick={() => onGo(index)}
              >
                <span className="serif"><SafeText text={words} /></span>
                <span className="soft small"><SafeText text={read} /></span>
              </button>
            </li>
          );
        })}
      </ul>
      {!all && rows.length > AT_FIRST && <button type="button" className="quiet" onClick={() => setAll(true)}>All {count(rows.length, "line")} of {name}</button>}
    </>
  );
}
