// Everything that people decided, newest first: who, when, what, why, and whether it still holds.
import type { Review } from "../../api/contract";
import { useRows } from "../../api/queries";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { Pager } from "../../parts/Pager";
import { SafeText } from "../../parts/SafeText";
import { Moment } from "../../parts/Time";
import { toArticle } from "../../router/match";
import { Link } from "../../router/router";
import { actDone, articleOf, detailWords } from "./wording";

export function History({ mayUndo, busy, onUndo }: { mayUndo: boolean; busy: boolean; onUndo: (review: Review) => void }) {
  const answer = useRows<Review>("/reviews");
  const rows = answer.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="block review-history" aria-labelledby="history">
      <h2 id="history">History</h2>
      {answer.error ? <ErrorNote error={answer.error} retry={() => void answer.refetch()} /> : !answer.data ? <Loading lines={6} what="Loading the history" /> : rows.length === 0 ? (
        <Empty title="Nobody has decided anything yet." />
      ) : (
        <>
          <table>
            <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Did</th><th scope="col">On</th><th scope="col">Why</th><th scope="col">Holds</th></tr></thead>
            <tbody>{rows.map((review) => <Line key={review.id} review={review} mayUndo={mayUndo} busy={busy} onUndo={onUndo} />)}</tbody>
          </table>
          <Pager shown={rows.length} one="decision" {...answer} />
        </>
      )}
    </section>
  );
}

function Line({ review, mayUndo, busy, onUndo }: { review: Review; mayUndo: boolean; busy: boolean; onUndo: (review: Review) => void }) {
  return (
    <tr className={review.holds ? undefined : "undone"}>
      <td data-name="When"><Moment at={review.at} /></td>
      <td data-name="Who"><SafeText text={review.author} /></td>
      <td data-name="Did">{actDone(review.act)} <span className="soft small tabular">no. {review.id}</span></td>
      <td data-name="On">
        {review.on.map((on, place) => (
          <span key={place} className="review-on">
            {on.claim && <Link to={toArticle(articleOf(on.claim), on.claim)} className="mono">{on.claim}</Link>} <span className="serif"><SafeText text={on.text} /></span>
          </span>
        ))}
        {review.detail && <span className="review-on soft"><SafeText text={review.act === "grade" ? `grade ${review.detail}` : detailWords(review.detail)} /></span>}
      </td>
      <td data-name="Why">{review.reason ? <SafeText text={review.reason} /> : <span className="soft">none given</span>}</td>
      <td data-name="Holds">
        {review.act === "undo" ? <span className="soft">–</span> : review.holds ? "holds" : <span className="soft">undone</span>}
        {review.holds && review.act !== "undo" && mayUndo && (
          <> <button type="button" className="quiet" disabled={busy} onClick={() => onUndo(review)} aria-label={`Undo number ${review.id}: ${actDone(review.act)} by ${review.author}`}>Undo</button></>
        )}
      </td>
    </tr>
  );
}
