// One who speaks: how often, how surely, cited by whom, and what became of it.
import { part } from "../../api/client";
import { useAnswer, useOverview } from "../../api/queries";
import type { Claim, SourceView } from "../../api/contract";
import { CERTAINTIES } from "../../parts/certainty";
import { CertaintyMark } from "../../parts/Certainty";
import { Decisions } from "../../parts/Decisions";
import { count, grouped, headline } from "../../parts/format";
import { kindWords } from "../../parts/kinds";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { sectorWords } from "../../parts/sectors";
import { Day } from "../../parts/Time";
import { useTitle } from "../../parts/title";
import { useMayReview } from "../../parts/useMayReview";
import { Link } from "../../router/router";
import { toArticle, toSource } from "../../router/match";
import { FATES } from "../sources/fates";
import { GradeForm } from "./GradeForm";
import "./source.css";

export default function SourcePage({ source: key }: { source: string }) {
  const answer = useAnswer<SourceView>(`/sources/${part(key)}`);
  // What this person may do decides whether the form stands there: both are waited for, so that nothing jumps.
  const { isPending } = useOverview();
  useTitle(answer.data?.source.name ?? "Source");
  return (
    <Decisions>
      {answer.data && !isPending ? (
        <View view={answer.data} />
      ) : answer.error ? (
        <>
          <div className="page-head">
            <h1>Source</h1>
          </div>
          <ErrorNote error={answer.error} retry={() => void answer.refetch()} />
          <p className="block">
            <Link to="/sources">All sources</Link>
          </p>
        </>
      ) : (
        <Loading lines={16} what="Loading the source" />
      )}
    </Decisions>
  );
}

function View({ view }: { view: SourceView }) {
  const { source, cited_by, cites, recent } = view;
  const mayReview = useMayReview();
  const about = [source.role, kindWords(source.kind), source.sector && sectorWords(source.sector), source.country]
    .filter(Boolean)
    .join(", ");
  return (
    <>
      <p className="soft small">
        <Link to="/sources">Sources</Link>
      </p>
      <div className="page-head">
        <h1>
          <SafeText text={source.name} />
        </h1>
        <p className="soft">
          <SafeText text={about} />
        </p>
        <p className="actions">
          <Link className="button" to={`/?source=${encodeURIComponent(source.name)}&all=true`}>
            Findings it speaks in
          </Link>
        </p>
      </div>
      {source.also.length > 0 && (
        <p className="small">
          Also: <SafeText text={source.also.join(", ")} />
        </p>
      )}
      <div className="source-body">
        <Fates view={view} />
        <Sureness view={view} />
        <section className="block" aria-labelledby="grade">
          <h2 id="grade">Reliability</h2>
          <GradeForm source={source} mayReview={mayReview} />
        </section>
        <Cited id="cited" title="Cited by" none="No outlet cites it." rows={cited_by.map(linked)} />
        {cites.length > 0 && <Cited id="cites" title="Cites" none="" rows={cites.map(linked)} />}
      </div>
      <section className="block" aria-labelledby="recent">
        <h2 id="recent">Its latest claims</h2>
        {recent.length === 0 ? (
          <Empty title="No claim of it is held any more." />
        ) : (
          <ul className="recent">
            {recent.map((claim) => (
              <Recent key={claim.id} claim={claim} />
            ))}
          </ul>
        )}
        {recent.length < source.claims && (
          <p className="soft small">
            {count(source.claims, "claim")} in all; the latest {grouped(recent.length)} are shown.
          </p>
        )}
      </section>
    </>
  );
}

/** A name with its page, where it has one. */
const linked = ({ key, name, claims }: SourceView["cites"][number]) => ({ name, claims, to: key === null ? null : toSource(key) });

function Fates({ view: { source } }: { view: SourceView }) {
  return (
    <section className="block" aria-labelledby="fates">
      <h2 id="fates">What became of its claims</h2>
      <table className="counts">
        <tbody>
          <tr>
            <th scope="row">Claims</th>
            <td className="n">{grouped(source.claims)}</td>
          </tr>
          {FATES.map(([key, name, meaning]) => (
            <tr key={key}>
              <th scope="row">
                {name} <span className="soft small">{meaning}</span>
              </th>
              <td className="n">{grouped(source[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How surely it speaks. */
function Sureness({ view: { certainties } }: { view: SourceView }) {
  const counted = CERTAINTIES.map((certainty) => ({
    certainty,
    claims: certainties.find((one) => one.certainty === certainty)?.claims ?? 0,
  }));
  const most = Math.max(1, ...counted.map(({ claims }) => claims));
  return (
    <section className="block" aria-labelledby="sureness">
      <h2 id="sureness">How sure it sounds</h2>
      <table className="counts">
        <tbody>
          {counted.map(({ certainty, claims }) => (
            <tr key={certainty}>
              <th scope="row">
                <CertaintyMark certainty={certainty} />
              </th>
              <td className="n">{grouped(claims)}</td>
              <td className="share" aria-hidden="true">
                <span style={{ width: `${(claims / most) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cited({
  id,
  title,
  none,
  rows,
}: {
  id: string;
  title: string;
  none: string;
  rows: readonly { name: string; claims: number; to: string | null }[];
}) {
  return (
    <section className="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <p className="soft">{none}</p>
      ) : (
        <table className="counts">
          <tbody>
            {rows.map(({ name, claims, to }) => (
              <tr key={to ?? name}>
                <th scope="row">
                  {to ? (
                    <Link to={to}>
                      <SafeText text={name} />
                    </Link>
                  ) : (
                    <SafeText text={name} />
                  )}
                </th>
                <td className="n">{count(claims, "claim")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Recent({ claim }: { claim: Claim }) {
  return (
    <li>
      <Day at={claim.said} />
      <span>
        <Link to={toArticle(claim.article, claim.id)} className="serif">
          <SafeText text={headline(claim.text)} />
        </Link>{" "}
        <span className="soft small">{claim.publisher && <SafeText text={claim.publisher} />}</span>
      </span>
      <span className="small">
        <CertaintyMark certainty={claim.certainty} polarity={claim.polarity} />
      </span>
    </li>
  );
}
