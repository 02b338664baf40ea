// The events that are chosen, one a line, with the step to the words they were read from.
import type { Event } from "../../api/contract";
import { useRows } from "../../api/queries";
import type { Query } from "../../api/client";
import { CertaintyMark } from "../../parts/Certainty";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { Pager } from "../../parts/Pager";
import { SafeText } from "../../parts/SafeText";
import { Day } from "../../parts/Time";
import { toArticle } from "../../router/match";
import { Link } from "../../router/router";
import { dayNumber } from "./days";

export function EventRows({ query }: { query: Query }) {
  const answer = useRows<Event>("/events", { ...query, limit: 50 });
  if (answer.error) return <ErrorNote error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading lines={14} what="Loading events" />;
  const rows = answer.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Empty title="No event is like that."><p>Choose a larger area, more days, or more kinds.</p></Empty>;
  return (
    <>
      <ul className="event-rows">{rows.map((event) => <EventLine key={event.id} event={event} />)}</ul>
      <Pager shown={rows.length} one="event" {...answer} />
    </>
  );
}

/** The day of the event where the text says it, else of its publication. */
const dayOf = (event: Event): { at: string | null; published: boolean } =>
  event.time !== null && dayNumber(event.time.slice(0, 10)) !== null ? { at: event.time.slice(0, 10), published: false } : { at: event.said, published: true };

function EventLine({ event }: { event: Event }) {
  const { at, published } = dayOf(event);
  const actors = event.actors.join(", ");
  const recipients = event.recipients.join(", ");
  const negated = event.polarity === "negative";
  return (
    <li>
      <span className="small soft event-day">{published && <span title="The text gives no day: this is when it was published.">reported </span>}<Day at={at} />{event.place && <> · <SafeText text={event.place} /></>}</span>
      <span>
        <CertaintyMark certainty={event.certainty} polarity={event.polarity} brief />{" "}
        {negated && <b>not </b>}<span className="event-type">{event.type}{event.mode && ` ${event.mode}`}</span>{" "}
        <Link to={toArticle(event.article, event.claims[0])} className="serif">
          {actors && <><SafeText text={actors} />{" "}</>}<i><SafeText text={event.anchor} /></i>{recipients && <>{" → "}<SafeText text={recipients} /></>}
        </Link>
      </span>
    </li>
  );
}
