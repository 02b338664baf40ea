// The map in words: every place with its events, the most first.
import { useState } from "react";
import type { EventCounts } from "../../api/contract";
import { SafeText } from "../../parts/SafeText";
import { CERTAINTIES, GLYPH } from "../../parts/certainty";
import { count, grouped } from "../../parts/format";
import type { Totals } from "./crossfilter";
import { boxOf, inBox } from "./selection";
import type { Box } from "./selection";

const AT_FIRST = 100;

export function PlaceTable({ places, totals, box, onBox }: { places: EventCounts["places"]; totals: Totals; box: Box | null; onBox: (box: Box | null) => void }) {
  const [all, setAll] = useState(false);
  const rows = places
    .map((place, index) => ({ place, total: totals.places[index] }))
    .filter(({ place, total }) => total !== undefined && total.events > 0 && (box === null || inBox(box, place.lat, place.lon)))
    .sort((one, other) => (other.total?.events ?? 0) - (one.total?.events ?? 0) || (one.place.name < other.place.name ? -1 : 1));
  const shown = all ? rows : rows.slice(0, AT_FIRST);
  return (
    <div className="wide">
      <table className="place-table">
        <caption>{count(rows.length, "place")} with events{totals.placeless > 0 && box === null && `; ${count(totals.placeless, "event")} more without a place on the map`}</caption>
        <thead>
          <tr>
            <th scope="col">Place</th><th scope="col">Country</th><th scope="col" className="n">Events</th>
            {CERTAINTIES.map((certainty) => <th key={certainty} scope="col" className="n"><span aria-hidden="true">{GLYPH[certainty]} </span>{certainty}</th>)}
            <th scope="col"><span className="unseen">Choose</span></th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ place, total }) => total && (
            <tr key={place.geonames}>
              <th scope="row"><SafeText text={place.name} /></th>
              <td>{place.country ?? <span className="soft">unknown</span>}</td>
              <td className="n">{grouped(total.events)}</td>
              {CERTAINTIES.map((certainty) => <td key={certainty} className="n">{total.certainties[certainty] === 0 ? <span className="soft">0</span> : grouped(total.certainties[certainty])}</td>)}
              <td><button type="button" className="quiet" onClick={() => onBox(boxOf(place.lon - 0.05, place.lat - 0.05, place.lon + 0.05, place.lat + 0.05))}>Only this<span className="unseen">: {place.name}</span></button></td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && <button type="button" onClick={() => setAll(true)}>All {count(rows.length, "place")}</button>}
    </div>
  );
}
