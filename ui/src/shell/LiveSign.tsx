import { useConnection } from "../api/live";
import type { Connection } from "../api/live";

const WORDS: Readonly<Record<Connection, [string, string]>> = {
  connecting: ["…", "Connecting to the ledger"],
  live: ["live", "What the ledger learns appears here by itself"],
  lost: ["not connected", "The server does not answer; the page tries again"],
};

/** Whether the page follows the ledger. */
export function LiveSign() {
  const connection = useConnection();
  const [word, meaning] = WORDS[connection];
  return (
    <span className={`live-sign ${connection}`} title={meaning} role="status">
      <span aria-hidden="true" className="dot" />
      {word}
    </span>
  );
}
