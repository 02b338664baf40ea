// Corrects a claim: its source, certainty and polarity by choice, its content by selecting the right words in the passage.
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { Claim, Polarity, Reading, Span } from "../../api/contract";
import { SafeText } from "../../parts/SafeText";
import { CERTAINTIES, GLYPH } from "../../parts/certainty";
import { useKeys } from "../../parts/keys";
import type { Offsets } from "../article/offsets";
import { correctionOf, draftOf } from "./correction";
import type { Correction, Draft } from "./correction";
import { SelectablePassage } from "./Passage";
import { moveEdge, trimmed } from "./passage";
import type { Edge } from "./passage";

export interface CorrectFormProps {
  claim: Claim;
  reading: Reading;
  offsets: Offsets;
  passage: Span;
  busy: boolean;
  onSend: (correction: Correction) => void;
  onCancel: () => void;
}

const POLARITIES: readonly (readonly [Polarity, string])[] = [["positive", "said to be so"], ["negative", "said not to be so"]];

export function CorrectForm({ claim, reading, offsets, passage, busy, onSend, onCancel }: CorrectFormProps) {
  const text = reading.article.text;
  const id = useId();
  const [draft, setDraft] = useState<Draft>(() => draftOf(claim));
  const [target, setTarget] = useState<"content" | "source">("content");
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const read = claim.content.map((span) => offsets.span(span));
  const hull: Span = [Math.min(...read.map(([start]) => start), passage[1]), Math.max(...read.map(([, end]) => end), passage[0])];
  const content = draft.content ?? hull;
  const correction = correctionOf(draft, claim, offsets.points);
  useKeys({ Escape: onCancel });

  function select(span: Span) {
    const words = trimmed(text, span);
    if (words[1] <= words[0]) return;
    change(target === "content" ? { content: words } : { source: text.slice(...words) });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (correction) onSend(correction);
  }
  const edge = (which: Edge, by: 1 | -1, words: string) => (
    <button type="button" aria-label={`${which === "start" ? "Begins" : "Ends"} ${words}`} onClick={() => change({ content: moveEdge(text, content, which, by, passage) })}>{words}</button>
  );
  return (
    <form className="correct-form stack" onSubmit={submit} aria-label="Correct the claim">
      <p className="small soft" id={`${id}-how`}>Select the right words below, with the pointer or by touch; or move the edges word by word.</p>
      <SelectablePassage text={text} passage={passage} chosen={content} onSelect={select} />
      <fieldset className="row small">
        <legend className="unseen">What selected words become</legend>
        <span className="soft">Selected words become</span>
        {(["content", "source"] as const).map((one) => (
          <label key={one} className="check"><input type="radio" name={`${id}-target`} checked={target === one} onChange={() => setTarget(one)} /> the {one}</label>
        ))}
      </fieldset>
      <fieldset className="row edges">
        <legend className="unseen">Edges of the content</legend>
        <span><span className="soft small">Begins</span>{edge("start", -1, "a word earlier")}{edge("start", 1, "a word later")}</span>
        <span><span className="soft small">Ends</span>{edge("end", -1, "a word earlier")}{edge("end", 1, "a word later")}</span>
      </fieldset>
      <p className="correct-content" role="status">
        <span className="soft small">Content {draft.content ? "will be" : "as read"}: </span>
        <span className="quoted"><SafeText text={draft.content ? text.slice(...draft.content) : claim.text} /></span>
        {draft.content && <button type="button" className="quiet" onClick={() => change({ content: null })}>as it was read</button>}
      </p>
      <div className="field">
        <label htmlFor={`${id}-source`}>Source: who says it</label>
        <input id={`${id}-source`} value={draft.source} onChange={(event) => change({ source: event.target.value })} list={`${id}-names`} autoComplete="off" />
        <datalist id={`${id}-names`}>{[...new Set(reading.entities.map(({ name }) => name))].slice(0, 200).map((name) => <option key={name} value={name} />)}</datalist>
      </div>
      <fieldset className="row">
        <legend className="small soft">How sure the source sounds</legend>
        {CERTAINTIES.map((certainty) => (
          <label key={certainty} className="check"><input type="radio" name={`${id}-certainty`} checked={draft.certainty === certainty} onChange={() => change({ certainty })} /> <span aria-hidden="true">{GLYPH[certainty]}</span> {certainty}</label>
        ))}
      </fieldset>
      <fieldset className="row">
        <legend className="small soft">What the source says of it</legend>
        {POLARITIES.map(([polarity, words]) => (
          <label key={polarity} className="check"><input type="radio" name={`${id}-polarity`} checked={draft.polarity === polarity} onChange={() => change({ polarity })} /> {words}</label>
        ))}
      </fieldset>
      <p className="row">
        <button type="submit" className="primary" disabled={busy || !correction}>Keep the correction</button>
        <button type="button" onClick={onCancel}>Cancel <kbd>Esc</kbd></button>
        {!correction && <span className="soft small">Nothing is changed yet.</span>}
      </p>
    </form>
  );
}
