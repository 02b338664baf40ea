import { useEffect, useRef } from "react";
import { Shortcuts } from "../parts/Shortcuts";

const KEYS = [
  ["/", "search"],
  ["?", "this list"],
  ["Escape", "close"],
] as const;

/** Which single keys work everywhere; each page lists its own at its foot. */
export function KeysDialog({ open, close }: { open: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="keys-title" className="keys-dialog">
      <h2 id="keys-title">Keys</h2>
      <dl className="facts">
        {KEYS.map(([key, means]) => (
          <div key={key} className="keys-line">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
        <div className="keys-line">
          <dt>
            <kbd>j</kbd> <kbd>k</kbd>
          </dt>
          <dd>next line, line before, in lists</dd>
        </div>
        <div className="keys-line">
          <dt>
            <kbd>Enter</kbd>
          </dt>
          <dd>open the line</dd>
        </div>
      </dl>
      <p className="soft small">Further keys of a page stand at its foot.</p>
      <Shortcuts keys={[]} />
      <p>
        <button type="button" onClick={close}>
          Close
        </button>
      </p>
    </dialog>
  );
}
