import { useState } from "react";
import { useOverview } from "../../api/queries";
import { ErrorNote } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { useTitle } from "../../parts/title";
import { useMayReview } from "../../parts/useMayReview";
import { Link, useQueryString } from "../../router/router";
import { History } from "./History";
import { Names } from "./Names";
import { PairForm } from "./PairForm";
import { Queue } from "./Queue";
import { begin, undo } from "./sitting";
import { useDecide } from "./useDecide";
import "./review.css";

const VIEWS = [
  { name: "queue", words: "Queue" },
  { name: "pairs", words: "Merge and split" },
  { name: "names", words: "Names" },
] as const;

export default function ReviewPage() {
  useTitle("Review");
  const [query] = useQueryString();
  const view = VIEWS.find(({ name }) => name === query.get("view"))?.name ?? "queue";
  const overview = useOverview();
  const mayReview = useMayReview();
  const { decide, busy, error, author, byKey, askName, dialog } = useDecide();
  const asked = query.get("claim");
  const [sitting, setSitting] = useState(() => begin(asked));
  return (
    <div className="review-page">
      <header className="page-head">
        <h1>Review</h1>
        <p className="soft">Decisions are signed, dated and reversible; they survive when the articles are read again.</p>
        <p className="actions small">
          {byKey ? "Your access key signs for you." : author === "" ? "You are asked for your name before the first decision." : <>You sign as <b><SafeText text={author} /></b> <button type="button" className="quiet" onClick={askName}>Change</button></>}
        </p>
      </header>
      {dialog}
      {overview.data && !mayReview && (
        <p className="notice">
          {overview.data.writable ? "Your key may read, but not review. Ask whoever runs the server for a key with the review scope." : "This ledger is open for reading only, so nothing can be decided here. Start the server on a file that it may write to."}
        </p>
      )}
      <nav className="tabs" aria-label="What to review">
        {VIEWS.map(({ name, words }) => <Link key={name} to={name === "queue" ? "/review" : `/review?view=${name}`} aria-current={view === name ? "page" : undefined}>{words}</Link>)}
      </nav>
      {error !== null && <ErrorNote error={error} />}
      <div className={`review-view view-${view}`}>
        {view === "queue" && <Queue mayReview={mayReview} busy={busy} decide={decide} sitting={sitting} setSitting={setSitting} />}
        {view === "pairs" && <PairForm mayReview={mayReview} busy={busy} decide={decide} />}
        {view === "names" && <Names mayReview={mayReview} busy={busy} decide={decide} />}
      </div>
      <History mayUndo={mayReview} busy={busy} onUndo={(review) => decide({ act: "undo", review: review.id }, () => setSitting((before) => undo(before, review.id)))} />
    </div>
  );
}
