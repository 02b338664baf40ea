// Adds articles from files of this computer, with the progress of it.
import { useEffect, useId, useState, useSyncExternalStore } from "react";
import type { DragEvent } from "react";
import { count, grouped } from "../../parts/format";
import { SafeText } from "../../parts/SafeText";
import { handled, rate, share } from "./tally";
import type { Tally } from "./tally";
import { standing, stop, subscribe, upload } from "./upload";

export function FilesForm({ mayAdd }: { mayAdd: boolean }) {
  const id = useId();
  const tally = useSyncExternalStore(subscribe, standing);
  const [over, setOver] = useState(false);
  const running = tally !== null && tally.ended === null;
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (mayAdd && !running) upload([...event.dataTransfer.files]);
  }
  return (
    <section className={over ? "card drop over" : "card drop"} aria-labelledby={`${id}-title`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <h2 id={`${id}-title`}>Add files</h2>
      <p>
        <label className="file-label" htmlFor={id}>Choose files, or drop them here</label>
        <input
          id={id}
          type="file"
          multiple
          accept=".txt,.html,.htm,.xhtml,.jsonl,.ndjson,.gz"
          disabled={!mayAdd || running}
          onChange={(event) => {
            upload([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </p>
      <p className="small soft">
        .txt and .html files are an article each; .jsonl files have one a line: <code>{'{"text", "id"?, "title"?, "published"?, "publisher"?, "url"?}'}</code>. Each may be gzipped. What is in the ledger is not added twice.
        Web archives and folders: <code>purport add --ledger FILE reports/ crawl.warc.gz</code>
      </p>
      {tally && <Progress tally={tally} />}
    </section>
  );
}

const STATE: Readonly<Record<Tally["state"], string>> = {
  running: "Adding; you can go on working, as long as this tab stays open", stopping: "Stopping", done: "All files are done", stopped: "Stopped; choose the same files again to go on", failed: "Broken off",
};

function Progress({ tally }: { tally: Tally }) {
  const now = useNow(tally.ended === null);
  const speed = rate(tally, now);
  const percent = Math.floor(share(tally) * 100);
  return (
    <div className="upload stack">
      <p className="row">
        <b>{STATE[tally.state]}</b>
        {tally.state === "running" && <button type="button" onClick={stop}>Stop</button>}
      </p>
      <progress max={100} value={percent} aria-label={`${percent} % of ${count(tally.files, "file")} read`} />
      <dl className="upload-counts">
        <div><dt>added</dt><dd>{grouped(tally.added)}</dd></div>
        <div><dt>of them copies</dt><dd>{grouped(tally.copies)}</dd></div>
        <div><dt>there before</dt><dd>{grouped(tally.known)}</dd></div>
        <div><dt>skipped</dt><dd>{grouped(tally.skipped)}</dd></div>
        <div><dt>a second</dt><dd>{speed === null ? "–" : speed.toFixed(1)}</dd></div>
      </dl>
      <p className="unseen" role="status">{tally.ended === null ? "" : `${STATE[tally.state]}: ${handled(tally)} articles, ${tally.added} added, ${tally.known} there before, ${tally.skipped} skipped`}</p>
      {tally.error && <p className="notice bad" role="alert">{tally.error}</p>}
      {tally.skipped > 0 && (
        <details className="small">
          <summary>Why {count(tally.skipped, "article")} {tally.skipped === 1 ? "was" : "were"} skipped</summary>
          <ul className="skips">
            {tally.skips.map((one, place) => <li key={place}><span className="mono"><SafeText text={one.file} />{one.line !== null && `:${one.line}`}</span> <SafeText text={one.why} /></li>)}
          </ul>
          {tally.skipped > tally.skips.length && <p className="soft">and {grouped(tally.skipped - tally.skips.length)} more</p>}
        </details>
      )}
    </div>
  );
}

/** The time, each half second while it matters. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
