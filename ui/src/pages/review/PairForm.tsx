// Two claims: a person says that they state the same, or that they do not.
import { useState } from "react";
import { useQueryString } from "../../router/router";
import { ClaimPicker } from "./ClaimPicker";
import type { Decide } from "./useDecide";

export function PairForm({ mayReview, busy, decide }: { mayReview: boolean; busy: boolean; decide: Decide }) {
  const [query, setQuery] = useQueryString();
  const [reason, setReason] = useState("");
  const [told, setTold] = useState("");
  const one = query.get("one");
  const other = query.get("other");
  const choose = (name: "one" | "other") => (claim: string | null) => {
    setTold("");
    setQuery((next) => (claim === null ? next.delete(name) : next.set(name, claim)), { replace: true });
  };
  const ready = mayReview && !busy && one !== null && other !== null && one !== other;
  function send(act: "merge" | "split") {
    if (one === null || other === null) return;
    decide({ act, one, other, reason }, (review) => {
      setReason("");
      setTold(act === "merge" ? `${one} and ${other} now count as one statement (decision no. ${review}).` : `${one} and ${other} no longer count as one statement (decision no. ${review}).`);
    });
  }
  return (
    <div className="stack">
      <p className="soft">Merging says that two claims state the same: they become part of one finding. Splitting says that they do not, whatever the ledger found. Both can be undone.</p>
      <div className="pair">
        <ClaimPicker key={`one ${one}`} name="One claim" chosen={one} onChoose={choose("one")} />
        <ClaimPicker key={`other ${other}`} name="The other claim" chosen={other} onChoose={choose("other")} />
      </div>
      {one !== null && one === other && <p className="notice">These are the same claim. Choose another one.</p>}
      <div className="row">
        <div className="field reason"><label htmlFor="pair-reason">Why (kept with the decision)</label><input id="pair-reason" value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} autoComplete="off" /></div>
        <button type="button" className="primary" disabled={!ready} onClick={() => send("merge")}>They state the same: merge</button>
        <button type="button" disabled={!ready} onClick={() => send("split")}>They do not: split</button>
      </div>
      <p role="status">{told}</p>
    </div>
  );
}
