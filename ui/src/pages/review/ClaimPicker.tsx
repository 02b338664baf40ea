// Finds a claim: by its id, or by words of its article.
import { useId, useState } from "react";
import { part } from "../../api/client";
import type { Claim, Page } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { CertaintyMark } from "../../parts/Certainty";
import { SafeText } from "../../parts/SafeText";
import { Day } from "../../parts/Time";
import { useDelayed } from "../../parts/use-delayed";
import { toArticle } from "../../router/match";
import { Link } from "../../router/router";
import { isClaimId } from "./wording";

export interface ClaimPickerProps {
  name: string;
  chosen: string | null;
  onChoose: (claim: string | null) => void;
}

export function ClaimPicker({ name, chosen, onChoose }: ClaimPickerProps) {
  return (
    <section className="claim-picker card" aria-label={name}>
      <h2>{name}</h2>
      {chosen === null ? <Search onChoose={onChoose} /> : <Chosen id={chosen} onFree={() => onChoose(null)} />}
    </section>
  );
}

function Chosen({ id, onFree }: { id: string; onFree: () => void }) {
  const answer = useAnswer<Claim>(`/claims/${part(id)}`);
  return (
    <>
      {answer.error ? <p className="notice bad" role="alert">There is no claim {id}. An id looks like a02/c7.</p> : answer.data ? <ClaimSummary claim={answer.data} /> : <p className="soft">Loading {id} …</p>}
      <p><button type="button" onClick={onFree}>Choose another</button></p>
    </>
  );
}

function Search({ onChoose }: { onChoose: (claim: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const asked = useDelayed(typed.trim(), 250);
  const direct = isClaimId(typed);
  const answer = useAnswer<Page<Claim>>("/claims", { text: asked, limit: 12 }, { enabled: asked.length > 1 && !isClaimId(asked), keep: true });
  const rows = asked.length > 1 && !direct ? (answer.data?.rows ?? []) : [];
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Id, as in a02/c7, or words of its article</label>
        <input
          id={id}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && direct && onChoose(typed.trim())}
          autoComplete="off"
        />
      </div>
      {direct && <p><button type="button" onClick={() => onChoose(typed.trim())}>Take {typed.trim()}</button></p>}
      <p className="unseen" role="status">{asked.length > 1 && !direct && answer.data ? `${rows.length} claims found` : ""}</p>
      {!direct && asked.length > 1 && answer.data?.rows.length === 0 && <p className="soft">No article has these words.</p>}
      <ul className="picker-rows">
        {rows.map((claim) => <li key={claim.id}><button type="button" className="picker-row" onClick={() => onChoose(claim.id)}><ClaimSummary claim={claim} plain /></button></li>)}
      </ul>
    </>
  );
}

/** A claim as one reads it in a list: how sure, who, what, where printed. */
export function ClaimSummary({ claim, plain = false }: { claim: Claim; plain?: boolean }) {
  return (
    <span className="claim-summary">
      <span><CertaintyMark certainty={claim.certainty} polarity={claim.polarity} brief /> <b><SafeText text={claim.source.name ?? claim.source.text ?? "Nobody named"} /></b>{claim.cue && <i> <SafeText text={claim.cue} /></i>}{claim.polarity === "negative" && <span className="soft"> (said not to be so)</span>}</span>
      <span className="serif"><SafeText text={claim.text} /></span>
      <span className="small soft">{claim.publisher && <><SafeText text={claim.publisher} /> · </>}<Day at={claim.said} /> · {plain ? <span className="mono">{claim.id}</span> : <Link to={toArticle(claim.article, claim.id)} className="mono">{claim.id}</Link>}</span>
    </span>
  );
}
