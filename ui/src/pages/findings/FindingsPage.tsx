// The start: what is stated over all articles, one line each, and what changed since the last visit.
import { useMemo } from "react";
import { useOverview, useRows } from "../../api/queries";
import type { Finding, Overview, Standing } from "../../api/contract";
import { FilterBar } from "../../parts/FilterBar";
import { ExportMenu } from "../../parts/ExportMenu";
import { count, day, grouped } from "../../parts/format";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { Pager } from "../../parts/Pager";
import { Shortcuts } from "../../parts/Shortcuts";
import { MEANING, SIGN, STANDINGS } from "../../parts/standing";
import { useTitle } from "../../parts/title";
import { useFilters } from "../../parts/use-filters";
import { Link, useQueryString } from "../../router/router";
import { ChangesPanel } from "./ChangesPanel";
import { FindingsTable } from "./FindingsTable";
import { useChanges } from "./use-changes";
import "./findings.css";

const FIELDS = ["text", "source", "entity", "place", "country", "event", "certainty", "from", "to", "as_of", "box"] as const;

export default function FindingsPage() {
  useTitle("Findings");
  const [filters, setFilters] = useFilters();
  const [query, setQuery] = useQueryString();
  const all = query.get("all") === "true";
  const overview = useOverview();
  const changes = useChanges();
  // The chips count single claims too, unless they are merely reported; a chosen chip lists what it counts.
  const several = !all && (filters.standing === undefined || filters.standing === "reported");
  const asked = { ...filters, several };
  const answer = useRows<Finding>("/findings", asked);
  const rows = useMemo(() => answer.data?.pages.flatMap((page) => page.rows) ?? [], [answer.data]);
  const changed = useMemo(() => new Map(changes.changes?.map((change) => [change.id, change])), [changes.changes]);
  const filtered = Object.keys(filters).length > 0;
  return (
    <>
      <div className="page-head">
        <h1>Findings</h1>
        <Facts overview={overview.data} />
        <div className="actions">
          <ExportMenu query={asked} />
        </div>
      </div>
      <ChangesPanel {...changes} />
      <FilterBar filters={filters} setFilters={setFilters} fields={FIELDS}>
        <StandingChips
          counted={filters.as_of === undefined ? overview.data?.standings : undefined}
          chosen={filters.standing ?? null}
          choose={(standing) => setFilters({ standing })}
        />
        <label className="check small">
          <input
            type="checkbox"
            checked={!several}
            disabled={!several && !all}
            onChange={(event) => setQuery((next) => (event.target.checked ? next.set("all", "true") : next.delete("all")))}
          />
          Also findings of a single claim
        </label>
      </FilterBar>
      {answer.error && !answer.data ? (
        <ErrorNote error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <Loading lines={20} what="Loading findings" />
      ) : rows.length === 0 ? (
        <None filtered={filtered} all={!several} overview={overview.data} />
      ) : (
        <div className={answer.isPlaceholderData ? "stale" : undefined} aria-busy={answer.isPlaceholderData}>
          <FindingsTable
            findings={rows}
            changed={changed}
            asOf={filters.as_of ?? null}
            more={() => void (answer.hasNextPage && !answer.isFetchingNextPage && answer.fetchNextPage())}
          />
          <Pager
            shown={rows.length}
            one="finding"
            hasNextPage={answer.hasNextPage}
            isFetchingNextPage={answer.isFetchingNextPage}
            fetchNextPage={answer.fetchNextPage}
          />
        </div>
      )}
      {!answer.isPending && (
        <Shortcuts
          keys={[
            ["j", "next line"],
            ["k", "line before"],
            ["Enter", "open"],
            ["/", "search"],
            ["?", "all keys"],
          ]}
        />
      )}
    </>
  );
}

function Facts({ overview }: { overview: Overview | undefined }) {
  // A blank keeps the line's height until the numbers are there.
  if (!overview) return <p className="soft small findings-facts">&nbsp;</p>;
  const { articles, claims, findings, first_day, last_day } = overview;
  const days = first_day === null ? "" : ` · published ${first_day === last_day ? day(first_day) : `${day(first_day)} – ${day(last_day)}`}`;
  return (
    <p className="soft small tabular findings-facts">
      {count(articles, "article")} · {count(claims, "claim")} · {count(findings, "finding")}
      {days}
    </p>
  );
}

/** Without counts where they are not known: they are of now, not of an earlier day. */
function StandingChips({
  counted,
  chosen,
  choose,
}: {
  counted: Overview["standings"] | undefined;
  chosen: string | null;
  choose: (standing: Standing | null) => void;
}) {
  const findings = new Map(counted?.map((one) => [one.standing, one.findings]));
  return (
    <div className="chips" role="group" aria-label="Standing">
      {STANDINGS.map((standing) => (
        <button
          key={standing}
          type="button"
          className={`chip s-${standing}`}
          aria-pressed={chosen === standing}
          title={MEANING[standing]}
          onClick={() => choose(chosen === standing ? null : standing)}
        >
          <span aria-hidden="true" className="chip-sign">
            {SIGN[standing]}
          </span>
          {standing}
          <span className="n chip-count">{findings.has(standing) ? grouped(findings.get(standing) ?? 0) : ""}</span>
        </button>
      ))}
    </div>
  );
}

function None({ filtered, all, overview }: { filtered: boolean; all: boolean; overview: Overview | undefined }) {
  if (overview?.articles === 0) {
    return (
      <Empty title="This ledger is empty.">
        <p>
          Add articles <Link to="/add">on this page</Link>, or on the command line:
        </p>
        <p>
          <code>purport add --ledger {overview.ledger} reports/ https://example.org/feed.xml</code>
        </p>
      </Empty>
    );
  }
  if (filtered)
    return (
      <Empty title="No finding meets these filters.">
        <p>Take one out{all ? "" : ", or include findings of a single claim"}.</p>
      </Empty>
    );
  return (
    <Empty title="No two claims state the same yet.">
      <p>
        Tick “Also findings of a single claim” to see what single articles state, or <Link to="/add">add more articles</Link>.
      </p>
    </Empty>
  );
}
