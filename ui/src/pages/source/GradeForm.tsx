import { useId, useState } from "react";
import type { FormEvent } from "react";
import { accessKey } from "../../api/client";
import type { Source } from "../../api/contract";
import { useDecide } from "../../parts/Decisions";
import { RELIABILITY } from "../../parts/kinds";
import { useAuthor } from "../../parts/useAuthor";

/** The Admiralty grade of a source, and the form that sets it. */
export function GradeForm({ source, mayReview }: { source: Source; mayReview: boolean }) {
  const id = useId();
  const [author, setAuthor] = useAuthor();
  const signed = accessKey() !== null || author !== "";
  const [name, setName] = useState(author);
  const [grade, setGrade] = useState("");
  const decide = useDecide();
  const meaning = RELIABILITY.find(([letter]) => letter === source.reliability)?.[1];
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!signed) setAuthor(name);
    void decide({ act: "grade", of: source.key, grade }, signed ? author : name.trim()).then((kept) => kept && setGrade(""));
  }
  return (
    <>
      <p>
        {source.reliability ? (
          <>
            <strong>{source.reliability}</strong> <span className="soft">{meaning}</span>
          </>
        ) : (
          <span className="soft">Nobody graded it yet.</span>
        )}
      </p>
      {mayReview && (
        <form className="grade-form" onSubmit={submit}>
          <div className="field">
            <label htmlFor={`${id}-grade`}>Admiralty grade</label>
            <select id={`${id}-grade`} value={grade} required onChange={(event) => setGrade(event.target.value)}>
              <option value="">choose</option>
              {RELIABILITY.map(([letter, words]) => (
                <option key={letter} value={letter}>{`${letter}: ${words}`}</option>
              ))}
            </select>
          </div>
          {!signed && (
            <div className="field">
              <label htmlFor={`${id}-name`}>Your name, kept in this browser</label>
              <input id={`${id}-name`} value={name} required autoComplete="name" onChange={(event) => setName(event.target.value)} />
            </div>
          )}
          <button type="submit">Set the grade</button>
        </form>
      )}
    </>
  );
}
