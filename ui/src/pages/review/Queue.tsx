// What the reader was least sure of, one claim at a time.
import { useEffect, useRef, useState } from "react";
import { part } from "../../api/client";
import type { Claim, Page } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { Shortcuts } from "../../parts/Shortcuts";
import { count } from "../../parts/format";
import { useKeys } from "../../parts/keys";
import { Link, useQueryString } from "../../router/router";
import { ClaimCard } from "./ClaimCard";
import { again, decide as decided, next, skip, undo as undone } from "./sitting";
import type { Sitting } from "./sitting";
import type { Decide, Decision } from "./useDecide";

export interface QueueProps {
  mayReview: boolean;
  busy: boolean;
  decide: Decide;
  sitting: Sitting;
  setSitting: (change: (before: Sitting) => Sitting) => void;
}

const DID = { accept: "Accepted", reject: "Rejected", correct: "Corrected" } as const;

export function Queue({ mayReview, busy, decide, sitting, setSitting }: QueueProps) {
  const [, setQuery] = useQueryString();
  const queue = useAnswer<Page<Claim>>("/reviews/queue", { limit: 100 }, { keep: true });
  const rows = queue.data?.rows ?? [];
  const id = next(rows.map((claim) => claim.id), sitting);
  const listed = rows.find((claim) => claim.id === id);
  const alone = useAnswer<Claim>(`/claims/${part(id ?? "")}`, {}, { enabled: id !== null && !listed && queue.data !== undefined });
  const claim = listed ?? alone.data;
  const [correcting, setCorrecting] = useState(false);
  const [reason, setReason] = useState("");
  const [told, setTold] = useState("");
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => setCorrecting(false), [id]);

  // A link asked for this claim; from the next one on, the address says nothing about it.
  const leave = () => setQuery((query) => query.delete("claim"), { replace: true });
  function send(decision: Decision & { act: "accept" | "reject" | "correct"; claim: string }) {
    decide({ ...decision, reason } as Decision, (review) => {
      setTold(`${DID[decision.act]} ${decision.claim}. Undo takes it back.`);
      setReason("");
      setSitting((before) => decided(before, decision.claim, review));
      leave();
      card.current?.focus({ preventScroll: true });
    });
  }
  const act = (name: "accept" | "reject") => () => {
    if (claim && mayReview) send({ act: name, claim: claim.id });
  };
  function skipIt() {
    if (id === null) return;
    setTold(`Skipped ${id}.`);
    setSitting((before) => skip(before, id));
    leave();
  }
  function undoLast() {
    const last = sitting.decided.at(-1);
    if (!last) return setTold("Nothing of this sitting is left to undo; the history below undoes older decisions.");
    decide({ act: "undo", review: last.review }, () => {
      setSitting((before) => undone(before, last.review));
      setTold(`Took back decision no. ${last.review}.`);
    });
  }
  const correctIt = () => claim && mayReview && setCorrecting(true);
  useKeys({ a: act("accept"), r: act("reject"), c: correctIt, s: skipIt, u: undoLast }, !correcting);

  if (queue.error) return <ErrorNote error={queue.error} retry={() => void queue.refetch()} />;
  if (!queue.data || (id !== null && !claim && !alone.error)) return <div className="queue"><Loading lines={12} what="Loading the queue" /></div>;
  return (
    <div className="queue stack" ref={card} tabIndex={-1}>
      <p className="small soft row" role="status">
        <span>{told || (queue.data.next === null ? `${count(rows.length, "claim")} to decide, the least sure first` : `The ${count(rows.length, "claim")} that the reader was least sure of`)}</span>
        {(sitting.decided.length > 0 || sitting.skipped.length > 0) && <span className="tabular">{sitting.decided.length} decided, {sitting.skipped.length} skipped in this sitting</span>}
      </p>
      {alone.error !== null && id !== null && !listed ? (
        <>
          <ErrorNote error={alone.error} />
          <p><button type="button" onClick={skipIt}>Go to the queue</button></p>
        </>
      ) : !claim ? (
        <Empty title={sitting.skipped.length > 0 ? "All others are decided." : "Everything that the reader was unsure of is decided."}>
          {sitting.skipped.length > 0 ? (
            <p><button type="button" onClick={() => setSitting(again)}>Show the {count(sitting.skipped.length, "claim")} that you skipped</button></p>
          ) : (
            <p>Any claim can be reviewed: open an article, choose the claim, and follow “Review this claim”.</p>
          )}
        </Empty>
      ) : (
        <>
          <ClaimCard claim={claim} correcting={correcting} busy={busy} onCancel={() => setCorrecting(false)} onCorrect={(correction) => send({ act: "correct", claim: claim.id, ...correction })} />
          {!correcting && (
            <div className="decide-bar">
              <div className="row decide-acts">
                <button type="button" className="primary" disabled={!mayReview || busy} onClick={act("accept")}>Accept</button>
                <button type="button" disabled={!mayReview || busy} onClick={act("reject")}>Reject</button>
                <button type="button" disabled={!mayReview} onClick={correctIt}>Correct</button>
                <button type="button" onClick={skipIt}>Skip</button>
                <button type="button" disabled={!mayReview || busy || sitting.decided.length === 0} onClick={undoLast}>Undo</button>
                <Link to={`/review?view=pairs&one=${encodeURIComponent(claim.id)}`}>Merge or split …</Link>
              </div>
              <div className="field reason"><label htmlFor="reason">Why (kept with the decision)</label><input id="reason" value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} autoComplete="off" /></div>
            </div>
          )}
        </>
      )}
      {sitting.decided.length > 0 && !claim && <p><button type="button" disabled={busy} onClick={undoLast}>Undo the last decision</button></p>}
      <Shortcuts keys={[["a", "accept"], ["r", "reject"], ["c", "correct"], ["s", "skip"], ["u", "undo"]]} />
    </div>
  );
}
