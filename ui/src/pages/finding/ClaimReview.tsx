// What a person can decide on a claim: accept, reject, split from another, grade.
import { useId, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { accessKey } from "../../api/client";
import type { StoryClaim } from "../../api/contract";
import { useAuthor } from "../../parts/useAuthor";
import { useDecide } from "../../parts/Decisions";
import type { Decision } from "../../parts/Decisions";
import { CREDIBILITY, outlet, speakerOf } from "./wording";

type Kind = "accept" | "reject" | "split" | "grade";
const NAMES: Readonly<Record<Kind, string>> = { accept: "Accept", reject: "Reject", split: "Split off", grade: "Grade" };
const TITLES: Readonly<Record<Kind, string>> = {
  accept: "The reader read this claim rightly",
  reject: "This is no claim, or a misreading",
  split: "It states something else than another claim of this finding",
  grade: "How likely it is, on the Admiralty scale",
};

export function ClaimReview({ claim, others }: { claim: StoryClaim; others: readonly StoryClaim[] }) {
  const [author] = useAuthor();
  // Signed already: by an access key, or by a name that was given before.
  const signed = accessKey() !== null || author !== "";
  const [open, setOpen] = useState<Kind | null>(null);
  const decide = useDecide();
  const press = (kind: Kind) => {
    if (kind === "accept" && signed) void decide({ act: "accept", claim: claim.id });
    else setOpen(open === kind ? null : kind);
  };
  const kinds: Kind[] = others.length > 0 ? ["accept", "reject", "split", "grade"] : ["accept", "reject", "grade"];
  return (
    <div className="claim-review">
      <div className="row small" role="group" aria-label={`Decide on claim ${claim.id}`}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="quiet"
            title={TITLES[kind]}
            aria-expanded={kind === "accept" && signed ? undefined : open === kind}
            onClick={() => press(kind)}
          >
            {NAMES[kind]}
          </button>
        ))}
      </div>
      {open && <ReviewForm key={open} kind={open} claim={claim} others={others} done={() => setOpen(null)} />}
    </div>
  );
}

function ReviewForm({ kind, claim, others, done }: { kind: Kind; claim: StoryClaim; others: readonly StoryClaim[]; done: () => void }) {
  const [author, setAuthor] = useAuthor();
  const [name, setName] = useState(author);
  const [reason, setReason] = useState("");
  const [other, setOther] = useState(others[0]?.id ?? "");
  const [grade, setGrade] = useState("");
  const signed = accessKey() !== null || author !== "";
  const decide = useDecide();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!signed) setAuthor(name);
    const decision: Decision =
      kind === "split"
        ? { act: "split", one: claim.id, other }
        : kind === "grade"
          ? { act: "grade", of: claim.id, grade }
          : { act: kind, claim: claim.id };
    void decide({ ...decision, reason: reason.trim() || undefined }, signed ? author : name.trim()).then((kept) => kept && done());
  }
  return (
    <form className="review-form" onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && done()}>
      {kind === "split" && (
        <Field label="It states something else than">
          {(id) => (
            <select id={id} value={other} onChange={(event) => setOther(event.target.value)}>
              {others.map((one) => (
                <option key={one.id} value={one.id}>{`${one.id}: ${speakerOf(one)}, ${outlet(one)}`}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      {kind === "grade" && (
        <Field label="Credibility">
          {(id) => (
            <select id={id} value={grade} required autoFocus onChange={(event) => setGrade(event.target.value)}>
              <option value="">choose</option>
              {CREDIBILITY.map(([value, words]) => (
                <option key={value} value={value}>{`${value}: ${words}`}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label="Reason (optional)">
        {(id) => (
          <input id={id} value={reason} autoFocus={kind !== "grade" && signed} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {!signed && (
        <Field label="Your name, kept in this browser">
          {(id) => (
            <input
              id={id}
              value={name}
              required
              autoFocus={kind !== "grade"}
              autoComplete="name"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="row">
        <button type="submit" className="primary">
          {NAMES[kind]}
        </button>
        <button type="button" onClick={done}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
