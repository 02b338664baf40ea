// Who speaks: how often, and what became of it. Counts, no score.
import { useMemo } from "react";
import { useRows } from "../../api/queries";
import type { Source } from "../../api/contract";
import { FilterBar } from "../../parts/FilterBar";
import { grouped } from "../../parts/format";
import { kindWords } from "../../parts/kinds";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { Pager } from "../../parts/Pager";
import { SafeText } from "../../parts/SafeText";
import { sectorWords } from "../../parts/sectors";
import { useTitle } from "../../parts/title";
import { useFilters } from "../../parts/use-filters";
import { Link } from "../../router/router";
import { toSource } from "../../router/match";
import { FATES } from "./fates";
import { SourceTabs } from "./SourceTabs";
import "./sources.css";

const FIELDS = ["source", "country"] as const;

export default function SourcesPage() {
  useTitle("Sources");
  const [filters, setFilters] = useFilters();
  const { source, country } = filters;
  const answer = useRows<Source>("/sources", { source, country });
  const rows = useMemo(() => answer.data?.pages.flatMap((page) => page.rows) ?? [], [answer.data]);
  return (
    <>
      <div className="page-head">
        <h1>Sources</h1>
        <p className="soft small">Who speaks, how often, and what became of what they said. Counts, not a score.</p>
      </div>
      <SourceTabs here="table" />
      <FilterBar filters={filters} setFilters={setFilters} fields={FIELDS} />
      <p className="soft small fates">
        {FATES.map(([key, name, meaning]) => (
          <span key={key}>
            <strong>{name}</strong>: {meaning}
          </span>
        ))}
      </p>
      {answer.error && !answer.data ? (
        <ErrorNote error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <Loading lines={20} what="Loading sources" />
      ) : rows.length === 0 ? (
        source !== undefined || country !== undefined ? (
          <Empty title="No source meets these filters.">
            <p>Take one out.</p>
          </Empty>
        ) : (
          <Empty title="Nobody speaks in this ledger yet.">
            <p>
              <Link to="/add">Add articles first.</Link>
            </p>
          </Empty>
        )
      ) : (
        <>
          <div className="wide" tabIndex={0} role="region" aria-label="Table of sources">
            <Table rows={rows} />
          </div>
          <Pager
            shown={rows.length}
            one="source"
            hasNextPage={answer.hasNextPage}
            isFetchingNextPage={answer.isFetchingNextPage}
            fetchNextPage={answer.fetchNextPage}
          />
        </>
      )}
    </>
  );
}

function Table({ rows }: { rows: readonly Source[] }) {
  return (
    <table className="sources-table">
      <caption className="unseen">Sources, those with most claims first</caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">Kind</th>
          <th scope="col">Country</th>
          <th scope="col" className="n">
            Claims
          </th>
          {FATES.map(([key, name, meaning]) => (
            <th key={key} scope="col" className="n" title={meaning}>
              {name}
            </th>
          ))}
          <th scope="col" className="grade" title="Reliability on the Admiralty scale, A to F, as a person set it">
            Grade
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((source) => (
          <tr key={source.key}>
            <th scope="row">
              <Link to={toSource(source.key)}>
                <SafeText text={source.name} />
              </Link>
              <span className="soft small">
                {" "}
                <SafeText text={[...source.also.slice(0, 2), source.role].filter(Boolean).join(", ")} />
              </span>
            </th>
            <td className="small">
              {kindWords(source.kind)}
              {source.sector && <span className="soft">, {sectorWords(source.sector)}</span>}
            </td>
            <td className="small">{source.country ?? ""}</td>
            <td className="n">{grouped(source.claims)}</td>
            {FATES.map(([key]) => (
              <td key={key} className={`n ${source[key] === 0 ? "zero" : ""}`}>
                {grouped(source[key])}
              </td>
            ))}
            <td className="grade">
              {source.reliability ?? (
                <>
                  <span className="zero" aria-hidden="true">
                    –
                  </span>
                  <span className="unseen">none</span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
