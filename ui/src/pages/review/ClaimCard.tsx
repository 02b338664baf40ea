// The claim that is to be decided: its words in their place, and what the reader made of them.
import { useMemo } from "react";
import { part } from "../../api/client";
import type { ArticleView, Claim, Span } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { CertaintyMark } from "../../parts/Certainty";
import { ErrorNote, Loading } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { Day } from "../../parts/Time";
import { sectorWords } from "../../parts/sectors";
import { toArticle } from "../../router/match";
import { Link } from "../../router/router";
import { offsetsOf } from "../article/offsets";
import { actWords, chainOf, kindWords, polarityWords, quotationWords } from "../article/wording";
import { CorrectForm } from "./CorrectForm";
import type { Correction } from "./correction";
import { MarkedPassage } from "./Passage";
import { passageOf } from "./passage";

export interface ClaimCardProps {
  claim: Claim;
  correcting: boolean;
  busy: boolean;
  onCorrect: (correction: Correction) => void;
  onCancel: () => void;
}

export function ClaimCard({ claim, correcting, busy, onCorrect, onCancel }: ClaimCardProps) {
  const answer = useAnswer<ArticleView>(`/articles/${part(claim.article)}`);
  const reading = answer.data?.reading;
  const context = useMemo(() => {
    if (!reading) return null;
    const offsets = offsetsOf(reading.article.text);
    const index = reading.claims.findIndex(({ id }) => `${claim.article}/${id}` === claim.id);
    const read = reading.claims[index];
    const spans: Span[] = [...claim.content, ...(read?.source.span ? [read.source.span] : []), ...(read?.cue?.spans ?? [])].map((span) => offsets.span(span));
    const through = index < 0 ? [] : chainOf(reading, index).slice(1);
    return { offsets, read, through, passage: passageOf(reading.article.text, spans) };
  }, [reading, claim]);

  if (!answer.error && (!reading || !context)) return <div className="claim-card card"><Loading lines={8} what="Loading the passage" /></div>;
  const who = claim.source.name ?? claim.source.text ?? "Nobody named";
  const about = [claim.source.country, claim.source.sector ? sectorWords(claim.source.sector) : null, claim.source.kind && kindWords(claim.source.kind)].filter(Boolean).join(" · ");
  return (
    <article className="claim-card card" aria-label="Claim to decide">
      <header>
        <p className="small soft">
          <Link to={toArticle(claim.article, claim.id)}><SafeText text={answer.data?.article.title ?? claim.article} /></Link>
          {" · "}{claim.publisher ? <SafeText text={claim.publisher} /> : "unknown publisher"} · <Day at={claim.said} /> · <span className="mono">{claim.id}</span>
        </p>
      </header>
      <div className="claim-card-body">
        <div>
          {answer.error ? <ErrorNote error={answer.error} retry={() => void answer.refetch()} /> : !reading || !context ? null : correcting ? (
            <CorrectForm key={claim.id} claim={claim} reading={reading} offsets={context.offsets} passage={context.passage} busy={busy} onSend={onCorrect} onCancel={onCancel} />
          ) : (
            <MarkedPassage
              text={reading.article.text}
              passage={context.passage}
              offsets={context.offsets}
              claim={{ ...(context.read ?? NOTHING_MORE), content: claim.content, certainty: claim.certainty, polarity: claim.polarity }}
            />
          )}
        </div>
        <dl className="facts small" aria-label="What was read">
          <dt>Source</dt>
          <dd>
            <b><SafeText text={who} /></b>
            {claim.source.text !== null && claim.source.text !== who && <span className="soft"> as “<SafeText text={claim.source.text} />”</span>}
            {about && <span className="soft"> · <SafeText text={about} /></span>}
          </dd>
          {context && context.through.length > 0 && <><dt>Through</dt><dd><SafeText text={context.through.map(({ name, words }) => name ?? words).join(" ← ")} /></dd></>}
          <dt>Cue</dt>
          <dd>{claim.cue === null ? <span className="soft">none</span> : <><i><SafeText text={claim.cue} /></i>{claim.act && <span className="soft"> · {actWords(claim.act)}</span>}</>}</dd>
          <dt>Content</dt>
          <dd className="serif"><SafeText text={claim.text} /></dd>
          <dt>Certainty</dt>
          <dd><CertaintyMark certainty={claim.certainty} /></dd>
          <dt>Polarity</dt>
          <dd>{polarityWords(claim.polarity)}</dd>
          <dt>Quotation</dt>
          <dd>{quotationWords(claim.quotation)}</dd>
          <dt>Time</dt>
          <dd>{claim.time_frame ?? "not read"}</dd>
          <dt>Reader</dt>
          <dd><span className="tabular">{Math.round(claim.confidence * 100)} %</span> sure of this reading</dd>
        </dl>
      </div>
    </article>
  );
}

/** A claim of which the article's reading knows no more than the ledger's row: corrected spans, or another reader's claim. */
const NOTHING_MORE: ArticleView["reading"]["claims"][number] = {
  id: "", source: { span: null, text: null, entity: null, kind: null }, cue: null, content: [], quotation: "none", within: null, certainty: null, polarity: null, factuality: null,
  hedges: [], negations: [], time_frame: null, confidence: 0, events: [], times: [], quantities: [], places: [],
};
