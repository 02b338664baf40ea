// One claim of the article: who says it, through whom, how, about what, and the findings that it is part of.
import type { ArticleView } from "../../api/contract";
import { CertaintyMark } from "../../parts/Certainty";
import { SafeText } from "../../parts/SafeText";
import { StandingBadge } from "../../parts/Standing";
import { count, headline } from "../../parts/format";
import { RELATION } from "../../parts/standing";
import { toFinding } from "../../router/match";
import { Link } from "../../router/router";
import { statusWords } from "../review/wording";
import { FactualityScale } from "./FactualityScale";
import type { FactKind } from "./marks";
import type { Prepared } from "./prepared";
import { actWords, chainOf, factWords, insideOf, polarityWords, quotationWords, wordsOf } from "./wording";
import type { Speaker } from "./wording";

export interface ClaimPanelProps {
  view: ArticleView;
  prepared: Prepared;
  claim: number;
  pinned: boolean;
  onPin: () => void;
  onFree: () => void;
  onClaim: (claim: number) => void;
  onFact: (fact: number | null) => void;
}

const FACT_NAMES: readonly (readonly [FactKind, string])[] = [["event", "Events"], ["time", "Times"], ["number", "Numbers"], ["place", "Places"]];

export function ClaimPanel({ view, prepared, claim, pinned, onPin, onFree, onClaim, onFact }: ClaimPanelProps) {
  const { reading, text, offsets, facts } = prepared;
  const read = reading.claims[claim];
  if (!read) return null;
  const [speaker, ...through] = chainOf(reading, claim);
  const inside = insideOf(reading, read.id);
  const known = view.claims.find(({ id }) => id === read.id);
  const ids = new Set([...read.events, ...read.times, ...read.quantities, ...read.places]);
  const own = facts.flatMap((fact, index) => (ids.has(fact.id) ? [{ fact, index, words: factWords(fact, reading, text) }] : []));
  const cue = read.cue ? wordsOf(text, offsets, read.cue.spans) : null;
  const hedges = read.hedges.map((span) => text.slice(...offsets.span(span)));
  const negations = read.negations.map((span) => text.slice(...offsets.span(span)));
  return (
    <div className="claim-panel">
      <div className="claim-panel-head">
        <h2>{speaker && <SafeText text={speaker.name ?? speaker.words} />}</h2>
        <button type="button" className="quiet" aria-pressed={pinned} onClick={pinned ? onFree : onPin}>{pinned ? "Pinned" : "Pin"}</button>
        <button type="button" className="icon quiet" aria-label="Close the claim" onClick={onFree}>×</button>
      </div>
      {speaker && <SpeakerAbout speaker={speaker} />}
      {through.length > 0 && (
        <ol className="chain" aria-label="Through whom">
          {through.map((one, place) => (
            <li key={place}>
              <span className="soft">{place === through.length - 1 && one.claim === null ? "printed by " : "relayed by "}</span>
              {one.claim === null ? <SafeText text={one.words} /> : (
                <button type="button" className="quiet link" onClick={() => onClaim(one.claim ?? claim)}><SafeText text={one.name ?? one.words} /></button>
              )}
            </li>
          ))}
        </ol>
      )}
      <blockquote className="quoted">
        {cue !== null && <i><SafeText text={cue} />: </i>}
        <SafeText text={wordsOf(text, offsets, read.content)} />
      </blockquote>
      {prepared.rejected[claim] && <p className="notice bad small">A person rejected this claim: it counts in no finding.</p>}
      <dl className="facts">
        {read.cue && <><dt>Act</dt><dd>{actWords(read.cue.act)}</dd></>}
        <dt>Certainty</dt>
        <dd>
          <CertaintyMark certainty={read.certainty} />
          {hedges.length > 0 && <> <span className="soft">hedged by</span> <Words words={hedges} className="hedge" /></>}
        </dd>
        <dt>Polarity</dt>
        <dd>
          {polarityWords(read.polarity)}
          {negations.length > 0 && <> <span className="soft">by</span> <Words words={negations} className="negation" /></>}
        </dd>
        <dt>Factuality</dt>
        <dd><FactualityScale value={read.factuality} /></dd>
        <dt>Quotation</dt>
        <dd>{quotationWords(read.quotation)}</dd>
        <dt>Time</dt>
        <dd>{read.time_frame ?? "not read"}</dd>
        <dt>Reader</dt>
        <dd>
          <span className="confidence" aria-hidden="true"><span style={{ width: `${read.confidence * 100}%` }} /></span> <span className="tabular">{Math.round(read.confidence * 100)} %</span> sure of this reading
        </dd>
      </dl>
      {FACT_NAMES.map(([kind, name]) => {
        const rows = own.filter(({ fact }) => fact.kind === kind);
        if (rows.length === 0) return null;
        return (
          <section key={kind}>
            <h3>{name}</h3>
            <ul className="fact-rows">
              {rows.map(({ fact, index, words }) => (
                <li key={fact.id} onPointerEnter={() => onFact(index)} onPointerLeave={() => onFact(null)}>
                  <span className="quoted"><SafeText text={words.words} /></span> <span className="soft"><SafeText text={words.read} /></span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {inside.length > 0 && (
        <section>
          <h3>Claims inside it</h3>
          <ul className="stack">
            {inside.map((index) => <li key={index}><ClaimLine prepared={prepared} claim={index} onClaim={onClaim} /></li>)}
          </ul>
        </section>
      )}
      <section>
        <h3>Findings</h3>
        {known && known.findings.length > 0 ? (
          <ul className="stack">
            {known.findings.map((finding) => (
              <li key={finding.id} className="finding-line">
                <StandingBadge standing={finding.standing} />{" "}
                <Link to={toFinding(finding.id)}><SafeText text={headline(finding.statement)} /></Link>{" "}
                <span className="soft small nowrap">{RELATION[finding.relation]} · {count(finding.claims, "claim")}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="soft">It is part of no finding.</p>
        )}
      </section>
      <p className="small soft claim-panel-foot">
        <span className="mono">{view.article.id}/{read.id}</span>
        <Link to={`/review?claim=${encodeURIComponent(`${view.article.id}/${read.id}`)}`}>Review this claim</Link>
        {known && known.reviews.length > 0 && <span>{known.reviews.map(statusWords).join(", ")}</span>}
      </p>
    </div>
  );
}

function SpeakerAbout({ speaker }: { speaker: Speaker }) {
  const called = speaker.name === null ? null : speaker.words;
  if (called === null && speaker.about.length === 0) return null;
  return (
    <p className="soft small">
      {called !== null && <>here called “<SafeText text={called} />”{speaker.about.length > 0 && " · "}</>}
      <SafeText text={speaker.about.join(" · ")} />
    </p>
  );
}

function Words({ words, className }: { words: readonly string[]; className: string }) {
  return words.map((word, place) => (
    <span key={place}>{place > 0 && ", "}<span className={className}><SafeText text={word} /></span></span>
  ));
}

/** A claim in one line: how sure, who, what. */
export function ClaimLine({ prepared, claim, onClaim }: { prepared: Prepared; claim: number; onClaim: (claim: number) => void }) {
  const { reading, text, offsets } = prepared;
  const read = reading.claims[claim];
  const speaker = chainOf(reading, claim)[0];
  if (!read || !speaker) return null;
  const words = wordsOf(text, offsets, read.content);
  return (
    <button type="button" className="claim-line" onClick={() => onClaim(claim)}>
      <CertaintyMark certainty={read.certainty} polarity={read.polarity} brief />
      <span>
        <b><SafeText text={speaker.name ?? speaker.words} /></b>{read.polarity === "negative" && <span className="soft"> not</span>}{prepared.rejected[claim] && <span className="soft"> (rejected)</span>}{" "}
        <span className="serif"><SafeText text={words.length > 140 ? `${words.slice(0, 140)}…` : words} /></span>
      </span>
    </button>
  );
}
