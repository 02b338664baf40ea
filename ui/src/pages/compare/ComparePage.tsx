import { useMemo, useState } from "react";
import { part } from "../../api/client";
import type { ArticleRef, Comparison } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { ErrorNote, Loading } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { Shortcuts } from "../../parts/Shortcuts";
import { Moment } from "../../parts/Time";
import { count } from "../../parts/format";
import { useKeys } from "../../parts/keys";
import { useTitle } from "../../parts/title";
import { useMedia } from "../../parts/useMedia";
import { toArticle } from "../../router/match";
import { Link } from "../../router/router";
import { changeOf, joined, rowsOf, side, stretchesOf } from "./rows";
import type { ComparedPiece, Row } from "./rows";
import "./compare.css";

export default function ComparePage({ later, earlier }: { later: string; earlier: string }) {
  const answer = useAnswer<Comparison>(`/articles/${part(later)}/compare/${part(earlier)}`);
  useTitle("What changed");
  if (answer.error) return <ErrorNote error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading lines={20} what="Comparing the two articles" />;
  return <Compared comparison={answer.data} />;
}

function Compared({ comparison }: { comparison: Comparison }) {
  const { earlier, later } = comparison;
  const narrow = useMedia("(max-width: 48rem)");
  const [everything, setEverything] = useState(false);
  const pieces = useMemo(() => joined(comparison.pieces), [comparison]);
  const rows = useMemo(() => rowsOf(pieces), [pieces]);
  const change = useMemo(() => changeOf(pieces), [pieces]);
  const stretches = useMemo(() => stretchesOf(rows, everything ? Infinity : 3), [rows, everything]);
  useKeys({ n: () => toChange(1), p: () => toChange(-1) });
  return (
    <div className="compare-page">
      <header className="page-head">
        <h1>What changed</h1>
        <p className="soft" role="status">{changeWords(change.places, change.removed, change.added)}</p>
        <span className="row actions">
          <label className="check"><input type="checkbox" checked={everything} onChange={(event) => setEverything(event.target.checked)} /> Show all that stayed the same</label>
          <button type="button" onClick={() => toChange(-1)} disabled={change.places === 0}>Change before</button>
          <button type="button" onClick={() => toChange(1)} disabled={change.places === 0}>Next change</button>
        </span>
      </header>
      <div className={narrow ? "compared together" : "compared"}>
        <div className="compared-row compared-heads">
          <Version name="Earlier" article={earlier} />
          <Version name="Later" article={later} />
        </div>
        {stretches.map((stretch) =>
          stretch.folded ? <Folded key={stretch.index} rows={stretch.rows} narrow={narrow} /> : <RowView key={stretch.index} row={stretch.row} narrow={narrow} />,
        )}
      </div>
      <p className="small soft"><del className="removed">struck through</del> stands only in the earlier one, <ins className="added">underlined</ins> only in the later one.</p>
      <Shortcuts keys={[["n", "next change"], ["p", "change before"]]} />
    </div>
  );
}

const changeWords = (places: number, removed: number, added: number): string =>
  places === 0 ? "The two texts are the same, word for word." : `${count(places, "place")} changed: ${count(removed, "word")} removed, ${added.toLocaleString("en-GB")} added`;

/** Brings the next changed row after, or before, the middle of the screen into it, and puts the focus there. */
function toChange(by: 1 | -1): void {
  const changed = [...document.querySelectorAll<HTMLElement>(".compared-row.changed")];
  const focused = changed.indexOf(document.activeElement as HTMLElement);
  const middle = innerHeight / 3;
  const top = (row: HTMLElement) => row.getBoundingClientRect().top;
  const next = focused >= 0 ? changed[focused + by] : by > 0 ? changed.find((row) => top(row) > 60) : changed.findLast((row) => top(row) < middle);
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function Version({ name, article }: { name: string; article: ArticleRef }) {
  return (
    <div className="version">
      <h2><span className="soft">{name}:</span> <Link to={toArticle(article.id)}><SafeText text={article.title ?? article.id} /></Link></h2>
      <p className="soft small">{article.publisher ? <SafeText text={article.publisher} /> : "unknown publisher"} · <Moment at={article.published} /></p>
    </div>
  );
}

function Folded({ rows, narrow }: { rows: readonly Row[]; narrow: boolean }) {
  const [open, setOpen] = useState(false);
  if (open) return rows.map((row, index) => <RowView key={index} row={row} narrow={narrow} />);
  return <button type="button" className="quiet folded-rows" onClick={() => setOpen(true)}>{count(rows.length, "paragraph")} the same in both: show</button>;
}

function RowView({ row, narrow }: { row: Row; narrow: boolean }) {
  const className = row.changed ? "compared-row changed" : "compared-row";
  return (
    <div className={className} tabIndex={row.changed ? -1 : undefined}>
      {narrow ? <Words pieces={row.pieces} /> : (
        <>
          <Words pieces={side(row, "earlier")} />
          <Words pieces={side(row, "later")} />
        </>
      )}
    </div>
  );
}

function Words({ pieces }: { pieces: readonly ComparedPiece[] }) {
  return (
    <p className="quoted">
      {pieces.map(({ kind, text }, place) => {
        if (kind === "same") return <SafeText key={place} text={text} />;
        return kind === "removed"
          ? <del key={place} className="removed"><span className="unseen">removed: </span><SafeText text={text} /></del>
          : <ins key={place} className="added"><span className="unseen">added: </span><SafeText text={text} /></ins>;
      })}
    </p>
  );
}
