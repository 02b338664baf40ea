// Adds one article from its pasted text.
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { post } from "../../api/client";
import type { Added } from "../../api/contract";
import { refresh } from "../../api/queries";
import { ErrorNote } from "../../parts/Notes";
import { count } from "../../parts/format";
import { toArticle } from "../../router/match";
import { Link } from "../../router/router";
import type { ArticleToAdd } from "./records";

const EMPTY = { body: "", title: "", publisher: "", published: "", url: "" };

export function PasteForm({ mayAdd }: { mayAdd: boolean }) {
  const id = useId();
  const [form, setForm] = useState(EMPTY);
  const [html, setHtml] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [added, setAdded] = useState<Added | null>(null);
  const field = (name: keyof typeof EMPTY, label: string, type = "text") => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input id={`${id}-${name}`} type={type} value={form[name]} onChange={(event) => setForm({ ...form, [name]: event.target.value })} autoComplete="off" />
    </div>
  );
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    setAdded(null);
    const article: ArticleToAdd = { [html ? "html" : "text"]: form.body };
    for (const name of ["title", "publisher", "published", "url"] as const) if (form[name].trim() !== "") article[name] = form[name].trim();
    try {
      const { value } = await post<Added>("/articles", article);
      setAdded(value);
      setForm(EMPTY);
      await refresh();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section className="card" aria-labelledby={`${id}-title-of`}>
      <h2 id={`${id}-title-of`}>Paste an article</h2>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <div className="field">
          <label htmlFor={`${id}-body`}>Text of the article, in English</label>
          <textarea id={`${id}-body`} rows={11} value={form.body} onChange={(event) => setForm({ ...form, body: event.target.value })} required />
        </div>
        <fieldset className="row small">
          <legend className="unseen">What was pasted</legend>
          <label className="check"><input type="radio" name={`${id}-kind`} checked={!html} onChange={() => setHtml(false)} /> plain text</label>
          <label className="check"><input type="radio" name={`${id}-kind`} checked={html} onChange={() => setHtml(true)} /> the source of a web page (HTML)</label>
        </fieldset>
        <div className="paste-fields">
          {field("title", "Title")}
          {field("publisher", "Publisher")}
          {field("published", "Day of publication", "date")}
          {field("url", "Address it was published at", "url")}
        </div>
        <p className="small soft">The day of publication turns “on Monday” into a date; the publisher tells who speaks where nobody is named.</p>
        <p className="row">
          <button type="submit" className="primary" disabled={!mayAdd || busy || form.body.trim() === ""}>{busy ? "Reading …" : "Read and add"}</button>
          <span role="status">{added && <AddedWords added={added} />}</span>
        </p>
        {error !== null && <ErrorNote error={error} />}
      </form>
    </section>
  );
}

function AddedWords({ added: { id, state, claims, copies } }: { added: Added }) {
  const link = <Link to={toArticle(id)}>Open the article</Link>;
  if (state === "known") return <>It was there before; nothing is added. {link}</>;
  return <>Added: {count(claims, "claim")}{copies.length > 0 && `, shares its text with ${count(copies.length, "article")}`}. {link}</>;
}
