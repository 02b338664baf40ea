import { useId, useState } from "react";
import type { FormEvent } from "react";
import { keepAccessKey } from "../api/client";
import { reconnect } from "../api/live";
import { client } from "../api/queries";
import { useTitle } from "../parts/title";

/** Asks for the access key: shown instead of a page when the server wants one. */
export function KeyPage({ refused }: { refused: boolean }) {
  useTitle("Access key");
  const id = useId();
  const [key, setKey] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!key.trim()) return;
    keepAccessKey(key.trim());
    reconnect();
    void client.resetQueries();
  }
  return (
    <form className="card key-page stack" onSubmit={submit}>
      <h1>This ledger asks for a key</h1>
      <p>Whoever runs the server gives keys out. It stays in this tab only, and is forgotten when you close it.</p>
      {refused && (
        <p className="notice bad" role="alert">
          The server did not accept that key.
        </p>
      )}
      <div className="field">
        <label htmlFor={id}>Access key</label>
        <input id={id} type="password" autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} autoFocus />
      </div>
      <p>
        <button type="submit" className="primary">
          Open the ledger
        </button>
      </p>
    </form>
  );
}
