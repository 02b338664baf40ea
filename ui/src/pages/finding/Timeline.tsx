// The claims along time: support above the axis, denial below it, a lane for each origin; under the axis the standing.
import type { Story, StoryClaim } from "../../api/contract";
import { count, day } from "../../parts/format";
import { SafeText } from "../../parts/SafeText";
import { SIGN } from "../../parts/standing";
import { lanes, stretches } from "./origins";
import type { Lane, Origin } from "./origins";
import { clusters, ticks, timeScale } from "./scale";
import type { TimeScale } from "./scale";
import { anchorOf, markWords } from "./wording";

/** Lanes of one side; further origins are counted. */
const MOST_LANES = 10;
const MOST_TICKS = 6;
/** Marks nearer than this many per cent stand side by side, at this many pixels; more than so many are counted. */
const APART = 1.2;
const STEP = 10;
const SIDE_BY_SIDE = 5;

export function Timeline({ story, origins }: { story: Story; origins: readonly Origin[] }) {
  const moments = [...story.claims.map((claim) => claim.said), ...story.history.map((change) => change.at)].flatMap((at) =>
    at === null ? [] : [Date.parse(at)],
  );
  const scale = timeScale(moments);
  if (!scale) return <p className="soft">None of these claims has a date: there is nothing to draw along time.</p>;
  const { pro, con, neutral } = lanes(origins);
  const undated = story.claims.filter((claim) => claim.said === null).length;
  return (
    <figure className="timeline" aria-label="Claims along time">
      {pro.length > 0 ? <Side name="For it" lanes={pro} scale={scale} /> : <p className="lane-side">Nobody for it</p>}
      <Axis scale={scale} />
      <Strip story={story} scale={scale} />
      {con.length > 0 ? <Side name="Against it" lanes={con} scale={scale} /> : <p className="lane-side">Nobody against it</p>}
      {neutral.length > 0 && <Side name="Takes no side" lanes={neutral} scale={scale} />}
      <figcaption className="soft small">
        {SAMPLES.filter(([relation]) => story.claims.some((claim) => claim.relation === relation)).map(([relation, words]) => (
          <span key={relation}>
            <Sample shape={relation} /> {words}
          </span>
        ))}
        {story.claims.some((claim) => claim.copy_of !== null) && (
          <span>
            <Sample shape="supports" copy /> hollow: a copy
          </span>
        )}
        {undated > 0 && <span>{count(undated, "undated claim")} not drawn</span>}
      </figcaption>
    </figure>
  );
}

function Side({ name, lanes, scale }: { name: string; lanes: readonly Lane[]; scale: TimeScale }) {
  const shown = lanes.slice(0, MOST_LANES);
  return (
    <>
      <p className="lane-side">{name}</p>
      {shown.map((lane) => (
        <div key={lane.origin} className="lane">
          <a href={`#origin-${lane.place}`} className="lane-name" title={lane.origin}>
            <SafeText text={lane.origin} />
            <span className="unseen">: {count(lane.claims.length, "claim")}</span>
          </a>
          <Marks lane={lane} scale={scale} />
        </div>
      ))}
      {lanes.length > shown.length && (
        <p className="soft small">And {count(lanes.length - shown.length, "further origin")}, listed below.</p>
      )}
    </>
  );
}

/** Marks are for the pointer; what they say stands in the list of claims, too. */
function Marks({ lane, scale }: { lane: Lane; scale: TimeScale }) {
  const dated = lane.claims.flatMap((claim) => (claim.said === null ? [] : [{ at: scale.place(Date.parse(claim.said)), value: claim }]));
  const found = clusters(dated, APART);
  const [first, last] = [found[0], found.at(-1)];
  return (
    <svg className="lane-plot" aria-hidden="true" height="22" width="100%">
      {first && last && first !== last && <line className="lane-line" x1={`${first.at}%`} x2={`${last.at}%`} y1="11" y2="11" />}
      {found.map(({ at, values }) => (
        <svg key={at} x={`${at}%`} overflow="visible">
          {values.slice(0, SIDE_BY_SIDE).map((claim, place) => (
            <Mark key={claim.id} claim={claim} x={place * STEP} />
          ))}
          {values.length > SIDE_BY_SIDE && (
            <text x={SIDE_BY_SIDE * STEP - 3} y="15">
              +{values.length - SIDE_BY_SIDE}
            </text>
          )}
        </svg>
      ))}
    </svg>
  );
}

function Mark({ claim, x }: { claim: StoryClaim; x: number }) {
  return (
    <g
      className={`claim-mark ${claim.relation} ${claim.copy_of === null ? "" : "copy"}`}
      transform={`translate(${x} 11)`}
      onClick={() => {
        const target = document.getElementById(anchorOf(claim.id));
        target?.closest("details")?.setAttribute("open", "");
        target?.scrollIntoView({ block: "center" });
        target?.focus({ preventScroll: true });
      }}
    >
      <title>{markWords(claim)}</title>
      <rect x="-6" y="-11" width="12" height="22" fill="transparent" stroke="none" />
      <path d={SHAPE[claim.relation]} />
    </g>
  );
}

/** Each relation has its shape: colour is never all that tells it. */
const SHAPE: Readonly<Record<StoryClaim["relation"], string>> = {
  supports: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
  differs: "M0 -5.5L5.5 0L0 5.5L-5.5 0z",
  mentions: "M-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z",
  denies: "M-4 -4h8v8h-8z",
  withdraws: "M-5 4.5L0 -4.5L5 4.5z",
};

const SAMPLES: readonly (readonly [StoryClaim["relation"], string])[] = [
  ["supports", "for it"],
  ["differs", "another number"],
  ["denies", "against it"],
  ["withdraws", "takes it back"],
  ["mentions", "takes no side"],
];

function Sample({ shape, copy = false }: { shape: StoryClaim["relation"]; copy?: boolean }) {
  return (
    <svg className="sample" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
      <g className={`claim-mark ${shape} ${copy ? "copy" : ""}`}>
        <path d={SHAPE[shape]} />
      </g>
    </svg>
  );
}

function Axis({ scale }: { scale: TimeScale }) {
  return (
    <div className="lane axis-lane" aria-hidden="true">
      <span />
      <svg className="lane-plot" height="24" width="100%">
        <line className="axis" x1="0" x2="100%" y1="4" y2="4" />
        {ticks(scale, MOST_TICKS).map((tick) => (
          <svg key={tick} x={`${scale.place(tick)}%`} overflow="visible">
            <line className="axis" y1="4" y2="9" />
            <text x="2" y="20">
              {day(new Date(tick).toISOString())}
            </text>
          </svg>
        ))}
      </svg>
    </div>
  );
}

/** What the finding rested on, over time. The same stands in words beside the claims. */
function Strip({ story, scale }: { story: Story; scale: TimeScale }) {
  const parts = stretches(story.history, scale.end);
  if (parts.length === 0) return null;
  return (
    <div className="lane" aria-hidden="true">
      <span className="lane-name soft">Standing</span>
      <div className="strip">
        {parts.map(({ standing, from, to }) => (
          <span
            key={from}
            className={`stretch s-${standing}`}
            style={{ left: `${scale.place(from)}%`, width: `${scale.place(to) - scale.place(from)}%` }}
            title={`${standing} from ${day(new Date(from).toISOString())}`}
          >
            <span className="stretch-sign">{SIGN[standing]}</span> <span className="stretch-word">{standing}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
