// Everything that was found for some words, in full.
import { useEffect, useId, useState } from "react";
import { useAnswer, useRows } from "../../api/queries";
import type { Article, Found } from "../../api/contract";
import { Day } from "../../parts/Time";
import { count, headline } from "../../parts/format";
import { kindWords } from "../../parts/kinds";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { Pager } from "../../parts/Pager";
import { SafeText } from "../../parts/SafeText";
import { StandingBadge } from "../../parts/Standing";
import { useTitle } from "../../parts/title";
import { useDelayed } from "../../parts/use-delayed";
import { Link, useQueryString } from "../../router/router";
import { toArticle, toFinding, toSource } from "../../router/match";
import "./search.css";

/** So many of each kind at first; the next step asks for this many. */
const FIRST = 20;
const MORE = 200;

export default function SearchPage() {
  const [query, setQuery] = useQueryString();
  const q = query.get("q") ?? "";
  const limit = query.get("more") === "true" ? MORE : FIRST;
  useTitle(q ? `Search: ${q}` : "Search");
  const answer = useAnswer<Found>("/search", { q, limit }, { enabled: q.trim() !== "", keep: true });
  return (
    <>
      <div className="page-head">
        <h1>Search</h1>
      </div>
      <Words
        q={q}
        change={(next) =>
          setQuery(
            (address) => {
              address.delete("more");
              if (next) address.set("q", next);
              else address.delete("q");
            },
            { replace: true },
          )
        }
      />
      {q.trim() === "" ? (
        <Newest />
      ) : answer.error ? (
        <ErrorNote error={answer.error} retry={() => void answer.refetch()} />
      ) : !answer.data ? (
        <Loading lines={14} what="Searching" />
      ) : (
        <Results found={answer.data} limit={limit} more={() => setQuery((address) => address.set("more", "true"))} />
      )}
    </>
  );
}

/** The words, answered while they are typed. */
function Words({ q, change }: { q: string; change: (q: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(q);
  const rested = useDelayed(typed, 200);
  useEffect(() => setTyped((now) => (now.trim() === q ? now : q)), [q]);
  useEffect(() => {
    if (rested.trim() !== q) change(rested.trim());
    // Only when the typing rests: the address may have moved on by other means.
  }, [rested]);
  return (
    <form
      role="search"
      aria-label="Words"
      className="search-words field"
      onSubmit={(event) => {
        event.preventDefault();
        change(typed.trim());
      }}
    >
      <label htmlFor={id}>Words, a “phrase in quotation marks”, begin* for beginnings of words</label>
      <input id={id} type="search" value={typed} autoComplete="off" spellCheck={false} onChange={(event) => setTyped(event.target.value)} />
    </form>
  );
}

function Results({ found, limit, more }: { found: Found; limit: number; more: () => void }) {
  const { findings, articles, sources } = found;
  const full = (list: readonly unknown[]) => list.length === limit;
  const counted = (list: readonly unknown[], one: string) => `${full(list) ? "the first " : ""}${count(list.length, one)}`;
  const nothing = findings.length + articles.length + sources.length === 0;
  return (
    <>
      <p role="status" className="soft small">
        {nothing ? "Nothing found" : [counted(findings, "finding"), counted(articles, "article"), counted(sources, "source")].join(", ")}
      </p>
      {nothing && (
        <Empty title="Nothing in this ledger has these words.">
          <p>
            Try fewer words, or only the beginning of one: <code>sanct*</code>.
          </p>
        </Empty>
      )}
      <div className="search-results">
        {findings.length > 0 && (
          <section className="block" aria-labelledby="found-findings">
            <h2 id="found-findings">Findings</h2>
            <ul>
              {findings.map(({ id, statement, standing, claims }) => (
                <li key={id} className="found-finding">
                  <StandingBadge standing={standing} />
                  <span>
                    <Link to={toFinding(id)} className="serif">
                      <SafeText text={headline(statement)} />
                    </Link>{" "}
                    <span className="soft small nowrap">{count(claims, "claim")}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {articles.length > 0 && (
          <section className="block" aria-labelledby="found-articles">
            <h2 id="found-articles">Articles</h2>
            <ul>
              {articles.map(({ id, title, publisher, published, snippet }) => (
                <li key={id}>
                  <Link to={toArticle(id)} className="serif">
                    <SafeText text={title ?? id} />
                  </Link>{" "}
                  <span className="soft small">
                    {publisher && (
                      <>
                        <SafeText text={publisher} />,{" "}
                      </>
                    )}
                    <Day at={published} />
                  </span>
                  <p className="quoted snippet">
                    {snippet.map(({ text, match }, place) =>
                      match ? (
                        <mark key={place}>
                          <SafeText text={text} />
                        </mark>
                      ) : (
                        <SafeText key={place} text={text} />
                      ),
                    )}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )}
        {sources.length > 0 && (
          <section className="block" aria-labelledby="found-sources">
            <h2 id="found-sources">Sources</h2>
            <ul>
              {sources.map(({ key, name, kind, country }) => (
                <li key={key}>
                  <Link to={toSource(key)}>
                    <SafeText text={name} />
                  </Link>{" "}
                  <span className="soft small">{[kindWords(kind), country].filter(Boolean).join(", ")}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {limit === FIRST && [findings, articles, sources].some(full) && (
        <p className="block">
          <button type="button" onClick={more}>
            Show more
          </button>
        </p>
      )}
    </>
  );
}

/** Without words: the newest articles, so that the page is a way in as well. */
function Newest() {
  const answer = useRows<Article>("/articles");
  if (answer.error) return <ErrorNote error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading lines={14} what="Loading articles" />;
  const rows = answer.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0)
    return (
      <Empty title="This ledger is empty.">
        <p>
          <Link to="/add">Add the first articles.</Link>
        </p>
      </Empty>
    );
  return (
    <section className="block" aria-labelledby="newest">
      <h2 id="newest">All articles, the newest first</h2>
      <ul className="newest">
        {rows.map(({ id, title, publisher, published }) => (
          <li key={id}>
            <Day at={published} />
            <span>
              <Link to={toArticle(id)} className="serif">
                <SafeText text={title ?? id} />
              </Link>{" "}
              <span className="soft small">{publisher && <SafeText text={publisher} />}</span>
            </span>
          </li>
        ))}
      </ul>
      <Pager
        shown={rows.length}
        one="article"
        hasNextPage={answer.hasNextPage}
        isFetchingNextPage={answer.isFetchingNextPage}
        fetchNextPage={answer.fetchNextPage}
      />
    </section>
  );
}
