// Adds what an address holds, a page or a feed; the server fetches it, and tells how far it is.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { get, post } from "../../api/client";
import type { Job } from "../../api/contract";
import { client, refresh } from "../../api/queries";
import { ErrorNote } from "../../parts/Notes";
import { SafeText } from "../../parts/SafeText";
import { count, webAddress } from "../../parts/format";
import { toArticle } from "../../router/match";
import { Link } from "../../router/router";

const POLL = 1_000;
const SHOWN = 8;

export function AddressForm({ mayAdd }: { mayAdd: boolean }) {
  const id = useId();
  const [url, setUrl] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const address = webAddress(url.trim());
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (address === null) return;
    setBusy(true);
    setError(null);
    try {
      await post<Job>("/articles", { url: address });
      setUrl("");
      await client.invalidateQueries({ queryKey: ["/jobs"] });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section className="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>Fetch an address</h2>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <div className="field">
          <label htmlFor={id}>Address of a page, or of a feed to take every entry of</label>
          <input id={id} type="url" value={url} onChange={(event) => setUrl(event.target.value)} placeholder="https://" autoComplete="off" required />
        </div>
        <p className="row">
          <button type="submit" className="primary" disabled={!mayAdd || busy || address === null}>Fetch and add</button>
          <span className="small soft">The server fetches it, politely, and from public addresses only.</span>
        </p>
        {error !== null && <ErrorNote error={error} />}
      </form>
      <Jobs />
    </section>
  );
}

/** What was fetched since the server started, the newest first. */
function Jobs() {
  const answer = useQuery<Job[]>({
    queryKey: ["/jobs"],
    queryFn: ({ signal }) => get<Job[]>("/jobs", {}, signal),
    refetchInterval: ({ state }) => (state.data?.some((job) => job.state === "running") === true ? POLL : false),
  });
  const jobs = answer.data ?? [];
  const running = jobs.filter((job) => job.state === "running").length;
  // What a fetch brought in is news for every other page.
  const before = useRef(running);
  useEffect(() => {
    if (running < before.current) void refresh();
    before.current = running;
  }, [running]);
  return (
    <div className="jobs" aria-live="polite">
      {jobs.length > 0 && <h3>Fetched lately</h3>}
      <ul>{jobs.slice(0, SHOWN).map((job) => <JobLine key={job.id} job={job} />)}</ul>
      {jobs.length > SHOWN && <p className="small soft">{count(jobs.length - SHOWN, "older one")} not shown</p>}
    </div>
  );
}

const STATE: Readonly<Record<Job["state"], string>> = { running: "fetching …", done: "done", failed: "failed" };

function JobLine({ job }: { job: Job }) {
  return (
    <li className={`job ${job.state}`}>
      <span className="job-url"><SafeText text={job.url} /></span>
      <span className="small">
        <b>{STATE[job.state]}</b>
        {job.state !== "failed" && <span className="soft">: {count(job.added.length, "article")} added, {job.known} there before, {job.skipped.length} skipped</span>}
        {job.error !== null && <span className="bad-words">: <SafeText text={job.error} /></span>}
      </span>
      {job.added.length > 0 && (
        <span className="small row">{job.added.slice(0, 6).map((id) => <Link key={id} to={toArticle(id)} className="mono"><SafeText text={id.slice(0, 16)} /></Link>)}{job.added.length > 6 && <span className="soft">and {job.added.length - 6} more</span>}</span>
      )}
      {job.skipped.length > 0 && (
        // Where nothing came of it, why is what one wants to know.
        <details className="small" open={job.added.length === 0 && job.skipped.length < 4}>
          <summary>{count(job.skipped.length, "entry", "entries")} skipped</summary>
          <ul>{job.skipped.slice(0, 100).map((why, place) => <li key={place}><SafeText text={why} /></li>)}</ul>
        </details>
      )}
    </li>
  );
}
