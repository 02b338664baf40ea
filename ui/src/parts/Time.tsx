import { day, moment } from "./format";

/** A day; the moment in its title. */
export function Day({ at, otherwise = "undated" }: { at: string | null; otherwise?: string }) {
  if (at === null) return <span className="soft">{otherwise}</span>;
  return (
    <time dateTime={at} title={moment(at)} className="nowrap tabular">
      {day(at)}
    </time>
  );
}

/** A day with its time of day, UTC. */
export function Moment({ at, otherwise = "undated" }: { at: string | null; otherwise?: string }) {
  if (at === null) return <span className="soft">{otherwise}</span>;
  return (
    <time dateTime={at} className="nowrap tabular">
      {moment(at)}
    </time>
  );
}
