// Events by day, as bars; days are chosen by dragging over them, by the two handles, or as dates.
import { useId, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { count, day, grouped } from "../../parts/format";
import { axisOf, barsOf, brushedBins, daysOf, denseExtentOf, extentOf, tickBins, tickWords } from "./bins";
import type { Axis, Bars } from "./bins";
import { dayNumber, dayText } from "./days";
import { useSize } from "./useSize";

export interface Days {
  from: string | null;
  to: string | null;
}

export interface DayHistogramProps {
  /** All days with their events without a choice: the axis does not move while one chooses. */
  all: ReadonlyMap<string, number>;
  days: ReadonlyMap<string, number>;
  chosen: Days;
  dayless: number;
  onDraft: (days: Days | null) => void;
  onDays: (days: Days) => void;
}

const HEIGHT = 84;

export function DayHistogram(props: DayHistogramProps) {
  const { all, chosen, dayless, onDays } = props;
  const id = useId();
  const [ref, size] = useSize();
  // The stretch of days that the axis shows: where nearly all events are, all of them, or what was chosen when someone asked to come nearer.
  const [near, setNear] = useState<[number, number] | null>(null);
  const [wide, setWide] = useState(false);
  const whole = useMemo(() => extentOf(all), [all]);
  const dense = useMemo(() => denseExtentOf(all), [all]);
  const extent = wide ? whole : dense;
  const farOff = whole?.[0] !== dense?.[0] || whole?.[1] !== dense?.[1];
  const picked = chosen.from !== null || chosen.to !== null;
  const width = size?.width ?? 0;
  const axis = extent && width > 0 ? axisOf(near ?? extent, Math.max(12, Math.floor(width / 5))) : null;
  const bars = axis ? barsOf(axis, props.days) : null;
  return (
    <section className="histogram" aria-labelledby={`${id}-title`}>
      <div className="row histogram-head">
        <h2 id={`${id}-title`}>Days</h2>
        <span className="field inline"><label htmlFor={`${id}-from`}>from</label><input id={`${id}-from`} type="date" value={chosen.from ?? ""} onChange={(event) => onDays({ ...chosen, from: event.target.value || null })} /></span>
        <span className="field inline"><label htmlFor={`${id}-to`}>to</label><input id={`${id}-to`} type="date" value={chosen.to ?? ""} onChange={(event) => onDays({ ...chosen, to: event.target.value || null })} /></span>
        {picked && <button type="button" className="quiet" onClick={() => onDays({ from: null, to: null })}>All days</button>}
        {picked && !near && <button type="button" className="quiet" onClick={() => setNear(pickedExtent(chosen, whole))}>Zoom to these days</button>}
        {near && <button type="button" className="quiet" onClick={() => setNear(null)}>Zoom out</button>}
        {farOff && !near && <button type="button" className="quiet" onClick={() => setWide(!wide)}>{wide ? "Leave out far-off days" : "Show far-off days"}</button>}
        <span className="soft small">{axis && bars && notes(axis, bars, dayless)}</span>
      </div>
      <div className="histogram-plot" ref={ref}>
        {axis && bars && <Plot {...props} axis={axis} heights={bars.heights} width={width} />}
        {size && !extent && <p className="soft">No event has a day.</p>}
      </div>
    </section>
  );
}

/** The chosen days as an extent, where they are inside what is known. */
function pickedExtent({ from, to }: Days, extent: readonly [number, number] | null): [number, number] | null {
  const first = (from === null ? null : dayNumber(from)) ?? extent?.[0] ?? null;
  const last = (to === null ? null : dayNumber(to)) ?? extent?.[1] ?? null;
  return first !== null && last !== null && first <= last ? [first, last] : null;
}

/** What the bars are and what they leave out. */
function notes({ step }: Axis, { earlier, later }: Bars, dayless: number): string {
  const parts = [`a bar is a ${step}`];
  if (earlier > 0) parts.push(`${grouped(earlier)} earlier`);
  if (later > 0) parts.push(`${grouped(later)} later`);
  if (dayless > 0) parts.push(`${grouped(dayless)} without a day`);
  return parts.join(", ");
}

interface PlotProps extends DayHistogramProps {
  axis: Axis;
  heights: readonly number[];
  width: number;
}

function Plot({ axis, heights, width, chosen, onDraft, onDays }: PlotProps) {
  const started = useRef<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const brushed = brushedBins(axis, chosen.from, chosen.to);
  const step = width / axis.bins.length;
  const most = Math.max(1, ...heights);
  const [low, high] = brushed ?? [0, axis.bins.length - 1];
  const words = (index: number) => {
    const bin = axis.bins[index];
    if (!bin) return "";
    return axis.step === "day" ? day(dayText(bin.from)) : `${day(dayText(bin.from))} to ${day(dayText(bin.to))}`;
  };
  const at = (event: PointerEvent) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(axis.bins.length - 1, Math.floor((event.clientX - left) / step)));
  };
  function down(event: PointerEvent) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    started.current = at(event);
  }
  function move(event: PointerEvent) {
    setHovered(at(event));
    if (started.current !== null) onDraft(daysOf(axis, started.current, at(event)));
  }
  function up(event: PointerEvent) {
    const from = started.current;
    started.current = null;
    onDraft(null);
    const days = from === null || event.type === "pointercancel" ? null : daysOf(axis, from, at(event));
    if (days) onDays(days);
  }
  function slide(event: KeyboardEvent, edge: "from" | "to") {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const now = edge === "from" ? low : high;
    const next = edge === "from" ? Math.max(0, Math.min(high, now + by)) : Math.min(axis.bins.length - 1, Math.max(low, now + by));
    const day = daysOf(axis, next, next);
    if (!day) return;
    // At the end of the axis the days are open again: there may be more of them than it shows.
    if (edge === "from") onDays({ ...chosen, from: next === 0 ? null : day.from });
    else onDays({ ...chosen, to: next === axis.bins.length - 1 ? null : day.to });
  }
  const handle = (edge: "from" | "to") => {
    const index = edge === "from" ? low : high;
    const x = edge === "from" ? index * step : (index + 1) * step;
    return (
      <g
        role="slider"
        tabIndex={0}
        aria-label={edge === "from" ? "First day" : "Last day"}
        aria-valuemin={0}
        aria-valuemax={axis.bins.length - 1}
        aria-valuenow={index}
        aria-valuetext={words(index)}
        className="histogram-handle"
        onKeyDown={(event) => slide(event, edge)}
      >
        <rect x={x - 12} y={0} width={24} height={HEIGHT} className="handle-room" />
        <line x1={x} x2={x} y1={0} y2={HEIGHT} />
        <rect x={x - 3} y={HEIGHT / 2 - 11} width={6} height={22} rx={2} />
      </g>
    );
  };
  return (
    <>
      <svg width={width} height={HEIGHT + 18} role="group" aria-label="Events by day; the two sliders choose the first and the last one">
        <g aria-hidden="true">
          {heights.map((events, index) => {
            const height = events === 0 ? 0 : Math.max(2, (events / most) * (HEIGHT - 6));
            const inside = brushed === null || (index >= low && index <= high);
            return <rect key={index} x={index * step + 0.5} y={HEIGHT - height} width={Math.max(1, step - 1)} height={height} className={inside ? "bar" : "bar outside"} />;
          })}
          {brushed && <rect x={low * step} y={0.5} width={(high - low + 1) * step} height={HEIGHT - 0.5} className="brushed" />}
          <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} className="axis" />
          {tickBins(axis, 92 / step).map((index) => {
            const bin = axis.bins[index];
            const x = index * step;
            return bin && x < width - 70 ? <text key={index} x={x} y={HEIGHT + 14}>{tickWords(axis, bin)}</text> : null;
          })}
          <text x={width} y={10} textAnchor="end">{hovered === null ? `most: ${grouped(most)}` : `${words(hovered)}: ${count(heights[hovered] ?? 0, "event")}`}</text>
        </g>
        <rect x={0} y={0} width={width} height={HEIGHT} className="histogram-room" onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onPointerLeave={() => setHovered(null)} />
        {handle("from")}
        {handle("to")}
      </svg>
    </>
  );
}
