import { useMemo, useState } from "react";
import type { EventCounts } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { FilterBar } from "../../parts/FilterBar";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { CERTAINTIES, GLYPH } from "../../parts/certainty";
import { count, grouped } from "../../parts/format";
import { useTitle } from "../../parts/title";
import { useFilters } from "../../parts/use-filters";
import { Link, useQueryString } from "../../router/router";
import { BoxFields } from "./BoxFields";
import { DayHistogram } from "./DayHistogram";
import type { Days } from "./DayHistogram";
import { EventRows } from "./EventRows";
import { MapCanvas } from "./MapCanvas";
import { PlaceTable } from "./PlaceTable";
import { SizeLegend } from "./SizeLegend";
import { Ticks } from "./Ticks";
import { totalsOf, typesOf } from "./crossfilter";
import { readSelection, selectionQuery, toggled, writeSelection } from "./selection";
import type { Box, Selection } from "./selection";
import "./map.css";

const NOTHING: Selection = { box: null, from: null, to: null, types: [], certainties: [] };

export default function MapPage() {
  useTitle("Map and time");
  const [filters, setFilters] = useFilters();
  const { text, entity, country, as_of } = filters;
  const shared = { text, entity, country, as_of };
  const answer = useAnswer<EventCounts>("/events/counts", shared, { keep: true });
  return (
    <div className="map-page">
      <header className="page-head"><h1>Map and time</h1><p className="soft">Events as articles tell them, by place and day. A circle is a place; none of it says that something happened.</p></header>
      <FilterBar filters={shared} setFilters={setFilters} fields={["text", "entity", "country", "as_of"]} />
      {answer.error ? <ErrorNote error={answer.error} retry={() => void answer.refetch()} /> : !answer.data ? <div className="map-waiting"><Loading lines={16} what="Loading events" /></div> : answer.data.counts.length === 0 ? (
        <Empty title="There are no events here.">
          <p>{Object.values(shared).some(Boolean) ? "Take some of the filters out." : <>Events come with articles: <Link to="/add">add some</Link>, or run <code>purport add --ledger FILE reports/</code>.</>}</p>
        </Empty>
      ) : (
        <Events counts={answer.data} shared={shared} />
      )}
    </div>
  );
}

function Events({ counts, shared }: { counts: EventCounts; shared: Readonly<Record<string, string | undefined>> }) {
  const [query, setQuery] = useQueryString();
  const selection = useMemo(() => readSelection(query), [query]);
  const [draftBox, setDraftBox] = useState<Box | null>(null);
  const [draftDays, setDraftDays] = useState<Days | null>(null);
  const choose = (change: Partial<Selection>) => setQuery((next) => writeSelection(next, change));
  const all = useMemo(() => totalsOf(counts, NOTHING), [counts]);
  const types = useMemo(() => typesOf(counts), [counts]);
  const totals = useMemo(
    () => totalsOf(counts, { ...selection, ...draftDays, box: draftBox ?? selection.box }),
    [counts, selection, draftBox, draftDays],
  );
  const most = useMemo(() => Math.max(0, ...all.places.map(({ events }) => events)), [all]);
  const table = query.get("show") === "table";
  const narrowed = selection.box !== null || selection.from !== null || selection.to !== null || selection.types.length > 0 || selection.certainties.length > 0;
  return (
    <>
      <p className="row map-count">
        <span role="status"><b className="tabular">{grouped(totals.events)}</b> of {count(all.events, "event")}{counts.left_out > 0 && `; ${grouped(counts.left_out)} more are beyond what one answer counts`}</span>
        {narrowed && <button type="button" className="quiet" onClick={() => choose(NOTHING)}>Show all again</button>}
        <span className="map-views tabs">
          <button type="button" aria-pressed={!table} onClick={() => setQuery((next) => next.delete("show"), { replace: true })}>Map</button>
          <button type="button" aria-pressed={table} onClick={() => setQuery((next) => next.set("show", "table"), { replace: true })}>Table</button>
        </span>
      </p>
      <div className="map-grid">
        <div className="map-legend">
          <Ticks
            title="Types"
            ticks={types.map((type) => ({ name: type, events: totals.types.get(type) ?? 0, of: all.types.get(type) ?? 0 }))}
            chosen={selection.types}
            onToggle={(type) => choose({ types: toggled(selection.types, type) })}
            onNone={() => choose({ types: [] })}
          />
          <Ticks
            title="Certainty"
            ticks={CERTAINTIES.map((certainty) => ({ name: certainty, glyph: GLYPH[certainty], events: totals.certainties[certainty], of: all.certainties[certainty] }))}
            chosen={selection.certainties}
            onToggle={(name) => choose({ certainties: CERTAINTIES.filter((certainty) => toggled<string>(selection.certainties, name).includes(certainty)) })}
            onNone={() => choose({ certainties: [] })}
          />
        </div>
        <section className="map-main" aria-label={table ? "Places" : "Map"}>
          {table ? (
            <PlaceTable places={counts.places} totals={totals} box={selection.box} onBox={(box) => choose({ box })} />
          ) : (
            <MapCanvas places={counts.places} totals={totals.places} most={most} box={selection.box} onDraft={setDraftBox} onBox={(box) => choose({ box })}>
              <SizeLegend most={most} placeless={totals.placeless} />
            </MapCanvas>
          )}
          <DayHistogram all={all.days} days={totals.days} dayless={totals.dayless} chosen={draftDays ?? selection} onDraft={setDraftDays} onDays={({ from, to }) => choose({ from, to })} />
          <BoxFields box={selection.box} onBox={(box) => choose({ box })} />
        </section>
        <section className="map-list" aria-labelledby="map-events">
          <h2 id="map-events">Events</h2>
          <EventRows query={{ ...shared, ...selectionQuery(selection) }} />
        </section>
      </div>
    </>
  );
}
