// A finding and its story: who said it when and on whose word, who was against it, how its standing changed.
import { useMemo } from "react";
import { part } from "../../api/client";
import { useAnswer, useOverview } from "../../api/queries";
import type { Story } from "../../api/contract";
import { count, day, headline } from "../../parts/format";
import { useKeys } from "../../parts/keys";
import { ErrorNote, Loading } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { Shortcuts } from "../../parts/Shortcuts";
import { MEANING } from "../../parts/standing";
import { StandingBadge } from "../../parts/Standing";
import { Day } from "../../parts/Time";
import { useTitle } from "../../parts/title";
import { toFinding } from "../../router/match";
import { Link, useQueryString } from "../../router/router";
import { Claims } from "./Claims";
import { Decisions } from "../../parts/Decisions";
import { History } from "./History";
import { Numbers } from "./Numbers";
import { byOrigin, sidesFirst } from "./origins";
import { Timeline } from "./Timeline";
import "./finding.css";

export default function FindingPage({ id }: { id: string }) {
  const [query] = useQueryString();
  const asOf = query.get("as_of");
  const answer = useAnswer<Story>(`/findings/${part(id)}`, { as_of: asOf });
  // What this person may do decides what stands at each claim: both are waited for, so that nothing jumps.
  const { isPending } = useOverview();
  const story = isPending ? undefined : answer.data;
  useTitle(answer.data ? headline(answer.data.statement) : "Finding");
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <Decisions>
      {asOf !== null && (
        <p className="notice as-of">
          As the ledger knew it on {day(asOf)}. <Link to={toFinding(id)}>Show what is known now</Link>
        </p>
      )}
      {story ? (
        <Told story={story} />
      ) : answer.error ? (
        <>
          <div className="page-head">
            <h1>
              Finding <span className="mono">{id}</span>
            </h1>
          </div>
          <ErrorNote error={answer.error} retry={() => void answer.refetch()} />
          <p className="block">
            <Link to="/">All findings</Link>
          </p>
        </>
      ) : (
        <Loading lines={20} what="Loading the finding" />
      )}
      {story && (
        <Shortcuts
          keys={[
            ["j", "next claim"],
            ["k", "claim before"],
            ["Enter", "open its article"],
            ["/", "search"],
            ["?", "all keys"],
          ]}
        />
      )}
    </Decisions>
  );
}

function Told({ story }: { story: Story }) {
  const origins = useMemo(() => sidesFirst(byOrigin(story.claims)), [story.claims]);
  return (
    <>
      <header className="finding-head">
        <p className="soft small">
          <Link to="/">Findings</Link> <span className="mono">{story.id}</span>
        </p>
        <h1>
          <SafeText text={headline(story.statement)} />
        </h1>
        <p className="basis">
          <StandingBadge standing={story.standing} />
          <span>{MEANING[story.standing]}</span>
        </p>
        <p className="small soft tabular basis">
          <span>
            Independent origins: <strong className="pro">{story.origins_for} for</strong>,{" "}
            <strong className={story.origins_against > 0 ? "con" : undefined}>{story.origins_against} against</strong>
          </span>
          <span>{count(story.claims.length + story.left_out, "claim")}</span>
          <span>
            First said <Day at={story.first_said} />
          </span>
          <span>
            Last change <Day at={story.last_changed} />
          </span>
          {story.events.length > 0 && (
            <span>
              Events:{" "}
              {story.events.map((type, place) => (
                <span key={type}>
                  {place > 0 && ", "}
                  <Link to={`/?event=${encodeURIComponent(type)}`}>{type}</Link>
                </span>
              ))}
            </span>
          )}
        </p>
      </header>
      <section className="card" aria-label="Timeline">
        <Timeline story={story} origins={origins} />
      </section>
      <div className="finding-body">
        <Claims story={story} origins={origins} />
        <div className="finding-aside">
          <Numbers story={story} />
          <History story={story} />
        </div>
      </div>
    </>
  );
}

/** Moves between the claims' links to their articles. */
function step(by: number) {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".claim .to-article")].filter((link) => link.checkVisibility());
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next?.focus({ preventScroll: true });
  next?.closest(".claim")?.scrollIntoView({ block: "center" });
}
