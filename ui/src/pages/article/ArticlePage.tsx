import { useCallback, useEffect, useMemo, useState } from "react";
import { part } from "../../api/client";
import type { ArticleView } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { ExternalLink } from "../../parts/ExternalLink";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { Shortcuts } from "../../parts/Shortcuts";
import { Moment } from "../../parts/Time";
import { count } from "../../parts/format";
import { useKeys } from "../../parts/keys";
import { useTitle } from "../../parts/title";
import { useQueryString } from "../../router/router";
import { ArticleText } from "./ArticleText";
import { ClaimLine, ClaimPanel } from "./ClaimPanel";
import { FactList } from "./FactList";
import { Kinship } from "./Kinship";
import { Legend } from "./Legend";
import { blockAt } from "./blocks";
import { kinOf } from "./copies";
import { prepare } from "./prepared";
import type { Prepared } from "./prepared";
import { pinNext, step } from "./stepping";
import { useMarking } from "./useMarking";
import { speakerOf } from "./wording";
import "./marks.css";
import "./article.css";

export default function ArticlePage({ id }: { id: string }) {
  const answer = useAnswer<ArticleView>(`/articles/${part(id)}`);
  useTitle(answer.data?.article.title ?? id);
  if (answer.error) return <ErrorNote error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <div className="article-page"><Loading lines={24} what="Loading the article" /></div>;
  return <Article view={answer.data} />;
}

/** The pinned claim lives in the address, the one under the pointer or the keys here. */
function useChosenClaim(prepared: Prepared) {
  const [query, setQuery] = useQueryString();
  const [passing, setPassing] = useState<number | null>(null);
  const asked = query.get("claim");
  const found = asked === null ? -1 : prepared.reading.claims.findIndex((claim) => claim.id === asked);
  const pinned = found < 0 ? null : found;
  const pin = useCallback(
    (claim: number | null) => {
      const name = claim === null ? undefined : prepared.reading.claims[claim]?.id;
      setQuery((next) => (name === undefined ? next.delete("claim") : next.set("claim", name)), { replace: true });
    },
    [prepared, setQuery],
  );
  return { pinned, shown: pinned ?? passing, pin, setPassing };
}

/** As in the style sheet: the claim lies over the foot of the screen. */
const NARROW = "(max-width: 48rem)";

function scrollToPlace(prepared: Prepared, place: number): void {
  const block = document.querySelector<HTMLElement>(`[data-block="${blockAt(prepared.blocks, place)}"]`);
  block?.scrollIntoView({ block: "nearest" });
  // A block that only now comes near the screen is cut into pieces some frames later; then the chosen words are brought into sight.
  const settle = (frames: number) => {
    const words = block?.querySelector<HTMLElement>(".on, .lit");
    if (!words && frames > 0) return void requestAnimationFrame(() => settle(frames - 1));
    const { top, bottom } = (words ?? block)?.getBoundingClientRect() ?? { top: innerHeight * 0.3, bottom: 0 };
    if (top < 90 || bottom > innerHeight * 0.5) scrollBy({ top: top - innerHeight * 0.3 });
  };
  requestAnimationFrame(() => requestAnimationFrame(() => settle(30)));
}

function Article({ view }: { view: ArticleView }) {
  const { article, reading } = view;
  const prepared = useMemo(() => prepare(view), [view]);
  const { pinned, shown, pin, setPassing } = useChosenClaim(prepared);
  const [marking] = useMarking();
  const [chosenFact, setChosenFact] = useState<number | null>(null);
  const [passingFact, setPassingFact] = useState<number | null>(null);

  const choose = (claim: number) => {
    if (pinned !== null) pin(claim);
    else setPassing(claim);
    scrollToPlace(prepared, prepared.starts[claim] ?? 0);
  };
  const go = (by: 1 | -1) => {
    const next = step(prepared.order, shown, by);
    if (next !== null) choose(next);
  };
  const free = () => {
    pin(null);
    setPassing(null);
    setChosenFact(null);
  };
  useKeys({ j: () => go(1), k: () => go(-1), Enter: () => shown !== null && pin(shown), Escape: free });

  // A link to a claim shows it.
  useEffect(() => {
    if (pinned !== null) scrollToPlace(prepared, prepared.starts[pinned] ?? 0);
    // Only when the article comes: later changes of the claim scroll by themselves.
  }, [prepared]);

  const hover = useCallback((claim: number) => setPassing(claim), [setPassing]);
  const press = useCallback(
    (claims: readonly number[]) => {
      const next = pinNext(claims, pinned);
      pin(next);
      // On a narrow screen the claim comes up from below, maybe over the words that were pressed.
      if (next !== null && matchMedia(NARROW).matches) scrollToPlace(prepared, prepared.starts[next] ?? 0);
    },
    [pin, pinned, prepared],
  );
  return (
    <div className="article-page">
      <header className="article-head">
        <h1><SafeText text={article.title ?? "Untitled article"} /></h1>
        <p className="soft">
          {article.publisher ? <SafeText text={article.publisher} /> : "unknown publisher"}
          {reading.article.authors.length > 0 && <> · by <SafeText text={reading.article.authors.join(", ")} /></>}
          {" · "}<Moment at={article.published} />
          {article.url && <> · <ExternalLink url={article.url}>as published</ExternalLink></>}
        </p>
        <p className="soft small">
          {count(reading.claims.length, "claim")} · known since <Moment at={article.known} /> · reader {reading.reader.version}, model {reading.reader.model.slice(0, 12)} · <span className="mono"><SafeText text={article.id} /></span>
        </p>
        <Kinship id={article.id} kin={kinOf(article, view.related)} />
        <Legend />
      </header>
      <section className="article-body" aria-label="Text as read">
        {prepared.blocks.length === 0 ? <Empty title="The article has no text." /> : (
          <ArticleText prepared={prepared} marking={marking} claim={shown} fact={passingFact ?? chosenFact} onHover={hover} onPress={press} />
        )}
      </section>
      <aside className={shown === null ? "article-claims" : "article-claims open"} aria-label="Claim">
        <p className="unseen" role="status">{announcement(prepared, shown, pinned !== null)}</p>
        {shown === null ? (
          <ClaimIndex prepared={prepared} onClaim={choose} />
        ) : (
          <ClaimPanel view={view} prepared={prepared} claim={shown} pinned={pinned !== null} onPin={() => pin(shown)} onFree={free} onClaim={choose} onFact={setPassingFact} />
        )}
      </aside>
      <aside className="article-facts" aria-label="Events, times, numbers and places">
        <FactList
          prepared={prepared}
          chosen={chosenFact}
          onShow={setPassingFact}
          onGo={(index) => {
            setChosenFact(index);
            scrollToPlace(prepared, prepared.facts[index]?.span[0] ?? 0);
          }}
        />
      </aside>
      <footer className="article-foot">
        <Shortcuts keys={[["j", "next claim"], ["k", "claim before"], ["Enter", "pin"], ["Esc", "free"]]} />
      </footer>
    </div>
  );
}

function announcement(prepared: Prepared, shown: number | null, pinned: boolean): string {
  if (shown === null) return "";
  const speaker = speakerOf(prepared.reading, shown);
  return `Claim ${prepared.order.indexOf(shown) + 1} of ${prepared.order.length}, ${speaker.name ?? speaker.words}${pinned ? ", pinned" : ""}`;
}

const AT_FIRST = 100;

/** All claims in the order of the text: what the panel shows while none is chosen. */
function ClaimIndex({ prepared, onClaim }: { prepared: Prepared; onClaim: (claim: number) => void }) {
  const [all, setAll] = useState(false);
  const rows = all ? prepared.order : prepared.order.slice(0, AT_FIRST);
  return (
    <div className="claim-index">
      <h2>Claims <span className="soft small tabular">{prepared.order.length}</span></h2>
      {prepared.order.length === 0 && <p className="soft">The reader found no claim in this text.</p>}
      <ol>{rows.map((claim) => <li key={claim}><ClaimLine prepared={prepared} claim={claim} onClaim={onClaim} /></li>)}</ol>
      {rows.length < prepared.order.length && <button type="button" className="quiet" onClick={() => setAll(true)}>All {count(prepared.order.length, "claim")}</button>}
    </div>
  );
}
