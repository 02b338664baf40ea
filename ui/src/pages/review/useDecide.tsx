// Sends decisions, signed: by the access key where there is one; else the name is asked once, before the first.
import { useId, useRef, useState } from "react";
import type { FormEvent, ReactNode, Ref } from "react";
import { accessKey, postReview } from "../../api/client";
import type { ReviewRequest } from "../../api/contract";
import { refresh } from "../../api/queries";
import { useAuthor } from "../../parts/useAuthor";

/** A request without its author. */
export type Decision = ReviewRequest extends infer Request ? (Request extends { author: string } ? Omit<Request, "author"> : never) : never;

export interface Decide {
  (decision: Decision, done: (review: number) => void): void;
}

export interface Deciding {
  decide: Decide;
  busy: boolean;
  error: unknown;
  author: string;
  /** An access key signs: the server knows whose it is, and asks for no name. */
  byKey: boolean;
  /** Opens the question for the name. */
  askName: () => void;
  /** Has to be somewhere in the page. */
  dialog: ReactNode;
}

export function useDecide(): Deciding {
  const [author, setAuthor] = useAuthor();
  const byKey = accessKey() !== null;
  // Sent, or not yet seen in all that is shown. The next decision waits for the sending only: keys are faster than a page.
  const [pending, setPending] = useState(0);
  const sending = useRef(false);
  const [error, setError] = useState<unknown>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const waiting = useRef<((author: string) => void) | null>(null);

  async function send(decision: Decision, signed: string, done: (review: number) => void) {
    sending.current = true;
    setPending((count) => count + 1);
    setError(null);
    try {
      const review = await postReview({ ...decision, author: signed } as ReviewRequest).finally(() => (sending.current = false));
      done(review);
      await refresh();
    } catch (failure) {
      setError(failure);
    } finally {
      setPending((count) => count - 1);
    }
  }
  const decide: Decide = (decision, done) => {
    if (sending.current) return;
    if (byKey) return void send(decision, "", done);
    if (author !== "") return void send(decision, author, done);
    waiting.current = (given) => void send(decision, given, done);
    dialog.current?.showModal();
  };
  const askName = () => {
    waiting.current = null;
    dialog.current?.showModal();
  };
  const given = (name: string) => {
    setAuthor(name);
    dialog.current?.close();
    waiting.current?.(name);
    waiting.current = null;
  };
  return { decide, busy: pending > 0, error, author, byKey, askName, dialog: <NameDialog ref={dialog} author={author} onGiven={given} /> };
}

function NameDialog({ ref, author, onGiven }: { ref: Ref<HTMLDialogElement>; author: string; onGiven: (name: string) => void }) {
  const id = useId();
  const [name, setName] = useState(author);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== "") onGiven(name.trim());
  }
  return (
    <dialog ref={ref} aria-labelledby={`${id}-title`} className="name-dialog card">
      <form className="stack" onSubmit={submit}>
        <h2 id={`${id}-title`}>Who decides?</h2>
        <p>Every decision is signed, so that others can ask you about it. The name stays in this browser and goes into the ledger with what you decide.</p>
        <div className="field">
          <label htmlFor={id}>Your name</label>
          <input id={id} value={name} onChange={(event) => setName(event.target.value)} autoComplete="name" maxLength={100} required autoFocus />
        </div>
        <p className="row">
          <button type="submit" className="primary">Sign with this name</button>
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>Not now</button>
        </p>
      </form>
    </dialog>
  );
}
