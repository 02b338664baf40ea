// The feeds that the server polls, and how they are.
import type { Feeds } from "../../api/contract";
import { useAnswer } from "../../api/queries";
import { Empty, ErrorNote, Loading } from "../../parts/Notes";
import { ExternalLink } from "../../parts/ExternalLink";
import { SafeText } from "../../parts/SafeText";
import { Moment } from "../../parts/Time";
import { grouped } from "../../parts/format";
import { everyWords, healthOf } from "./feeds";

const EXAMPLE = `[watch]
every = "15m"                  # between two polls; a feed may have its own

[[feed]]
name = "Example, world"
url = "https://example.org/world.xml"
every = "5m"`;

export function FeedTable() {
  const answer = useAnswer<Feeds>("/feeds");
  return (
    <section className="block feeds" aria-labelledby="feeds">
      <h2 id="feeds">Feeds</h2>
      {answer.error ? <ErrorNote error={answer.error} retry={() => void answer.refetch()} /> : !answer.data ? <Loading lines={5} what="Loading feeds" /> : (
        <>
          {answer.data.feeds.length > 0 && <Table feeds={answer.data.feeds} />}
          {!answer.data.watching && (
            <Empty title={answer.data.feeds.length > 0 ? "These feeds were polled before; nobody polls them now." : "No feeds are watched."}>
              <p>Write a list of feeds, and start the server with it:</p>
              <pre className="example" tabIndex={0} aria-label="Example of feeds.toml">{EXAMPLE}</pre>
              <pre className="example" tabIndex={0} aria-label="Command">purport serve --ledger case.db --feeds feeds.toml</pre>
            </Empty>
          )}
        </>
      )}
    </section>
  );
}

function Table({ feeds }: { feeds: Feeds["feeds"] }) {
  return (
    <div className="wide" tabIndex={0} role="region" aria-label="Feeds and their health">
      <table>
        <thead>
          <tr><th scope="col">Feed</th><th scope="col">Health</th><th scope="col">Last polled</th><th scope="col">Last success</th><th scope="col" className="n">Polls</th><th scope="col" className="n">Added</th><th scope="col" className="n">Failures in a row</th></tr>
        </thead>
        <tbody>
          {feeds.map((feed) => {
            const health = healthOf(feed);
            return (
              <tr key={feed.url}>
                <th scope="row"><ExternalLink url={feed.url}><SafeText text={feed.name} /></ExternalLink> <span className="small soft nowrap">{everyWords(feed.every_seconds)}</span></th>
                <td>
                  <span className={`health ${health}`}><span aria-hidden="true">{health === "well" ? "✓" : health === "failing" ? "×" : "·"}</span> {health}</span>
                  {feed.last_error !== null && health === "failing" && <span className="small feed-error"><SafeText text={feed.last_error} /></span>}
                </td>
                <td><Moment at={feed.last_polled} otherwise="not yet" /></td>
                <td><Moment at={feed.last_success} otherwise="not yet" /></td>
                <td className="n">{grouped(feed.polled)}</td>
                <td className="n">{grouped(feed.added)}</td>
                <td className="n">{grouped(feed.failures)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
