import type { Story, StoryClaim } from "../../api/contract";
import { capital, range, unitWords } from "../../parts/format";
import { SafeText } from "../../parts/SafeText";
import { bar, numberScale, worthDrawing } from "./numbers";
import type { Bounds, NumberGroup, NumberScale } from "./numbers";
import { hrefOf, outlet, speakerOf } from "./wording";

/** Which numbers are given, by whom: values, ranges and open ends on one scale. */
export function Numbers({ story }: { story: Story }) {
  if (story.numbers.length === 0) return null;
  const claims = new Map(story.claims.map((claim) => [claim.id, claim]));
  return (
    <section className="block" aria-labelledby="numbers">
      <h2 id="numbers">Numbers</h2>
      {story.numbers.map((group, place) => (
        <Group key={place} group={group} claims={claims} />
      ))}
    </section>
  );
}

function Group({ group, claims }: { group: NumberGroup; claims: ReadonlyMap<string, StoryClaim> }) {
  const scale = numberScale(group.bounds);
  const drawn = worthDrawing(group);
  const what =
    group.of !== null && group.of !== group.unit
      ? capital(unitWords(group.of))
      : group.unit !== null
        ? `In ${unitWords(group.unit)}`
        : "What is counted was not read";
  const unit = group.unit === null ? "" : ` ${unitWords(group.unit)}`;
  return (
    <table className="numbers">
      <caption>
        <SafeText text={what} />
      </caption>
      <thead className="unseen">
        <tr>
          <th scope="col">Number</th>
          {drawn && <th scope="col">Drawn from 0 to {range(scale.high, scale.high)}</th>}
          <th scope="col">Who says so</th>
        </tr>
      </thead>
      <tbody>
        {group.bounds.map((bounds, place) => (
          <tr key={place}>
            <th scope="row" className="n">
              {range(bounds.low, bounds.high)}
              {unit}
            </th>
            {drawn && (
              <td className="drawn">
                <Drawn bounds={bounds} scale={scale} />
              </td>
            )}
            <td className="small">
              <Speakers ids={bounds.claims} claims={claims} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Drawn({ bounds, scale }: { bounds: Bounds; scale: NumberScale }) {
  const { from, to, open, points } = bar(bounds, scale);
  return (
    <svg width="100%" height="18" aria-hidden="true">
      <line className="rule" x1={`${scale.place(0)}%`} x2={`${scale.place(scale.high)}%`} y1="9" y2="9" />
      {to > from && <rect className={open ? "range open" : "range"} x={`${from}%`} width={`${to - from}%`} y="5" height="8" />}
      {points.map((point) => (
        <circle key={point} className="bound" cx={`${point}%`} cy="9" r="4" />
      ))}
      {open && (
        <text x={open === "high" ? "100%" : "0%"} y="13" textAnchor={open === "high" ? "end" : "start"}>
          {open === "high" ? "›" : "‹"}
        </text>
      )}
    </svg>
  );
}

/** Each speaker once, linked to the first claim; the outlet where nobody else speaks. */
function Speakers({ ids, claims }: { ids: readonly string[]; claims: ReadonlyMap<string, StoryClaim> }) {
  const first = new Map<string, { id: string; times: number }>();
  for (const id of ids) {
    const claim = claims.get(id);
    if (!claim) continue;
    const name = speakerOf(claim);
    const known = first.get(name);
    if (known) known.times += 1;
    else first.set(name, { id, times: 1 });
  }
  return [...first].map(([name, { id, times }], place) => {
    const claim = claims.get(id);
    return (
      <span key={name}>
        {place > 0 && ", "}
        <a href={hrefOf(id)} title={claim ? `in ${outlet(claim)}` : undefined}>
          <SafeText text={name} />
        </a>
        {times > 1 && <span className="soft"> ×{times}</span>}
      </span>
    );
  });
}
