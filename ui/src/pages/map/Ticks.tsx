import { grouped } from "../../parts/format";

export interface Tick {
  name: string;
  glyph?: string;
  events: number;
  /** All events of it without a choice: the bar's full length. */
  of: number;
}

/** Kinds to tick, with how many events each has under all other choices. Nothing ticked means all. */
export function Ticks({ title, ticks, chosen, onToggle, onNone }: { title: string; ticks: readonly Tick[]; chosen: readonly string[]; onToggle: (name: string) => void; onNone: () => void }) {
  const most = Math.max(1, ...ticks.map(({ of }) => of));
  return (
    <fieldset className="ticks">
      <legend><h2>{title}</h2></legend>
      <p className="small soft ticks-note">{chosen.length === 0 ? "all; tick to narrow down" : <button type="button" className="quiet" onClick={onNone}>All of them</button>}</p>
      {ticks.map(({ name, glyph, events, of }) => (
        <label key={name} className="tick">
          <input type="checkbox" checked={chosen.includes(name)} onChange={() => onToggle(name)} />
          <span>{glyph && <span aria-hidden="true" className="tick-glyph">{glyph}</span>}{name}</span>
          <span className="n">{grouped(events)}<span className="unseen"> events</span></span>
          <span className="tick-bar" aria-hidden="true"><span style={{ width: `${(100 * of) / most}%` }}><span style={{ width: `${of === 0 ? 0 : (100 * events) / of}%` }} /></span></span>
        </label>
      ))}
    </fieldset>
  );
}
