import { useState } from "react";
import { useAnswer, useOverview } from "../../api/queries";
import type { Change, Changes as Answer } from "../../api/contract";
import { markSeen, seenUpTo } from "./visit";

export interface Changes {
  /** The moment up to which the ledger was seen; null until it is known. */
  since: string | null;
  /** Null while they are asked for; none where nothing changed. */
  changes: readonly Change[] | null;
  /** Whether there are more than the server lists. */
  more: boolean;
  dismiss: () => void;
}

/** What the ledger learned since this person last said "seen"; on the first visit nothing is news. */
export function useChanges(): Changes {
  const { data: overview } = useOverview();
  const [, dismissed] = useState(0);
  const ledger = overview?.ledger ?? null;
  const latest = overview?.latest ?? null;
  if (ledger !== null && latest !== null && seenUpTo(ledger) === null) markSeen(ledger, latest);
  const since = ledger === null ? null : seenUpTo(ledger);
  const moved = since !== null && latest !== null && since !== latest;
  const { data } = useAnswer<Answer>("/diff", { from: since }, { enabled: moved });
  return {
    since,
    changes: since === null ? null : moved ? (data?.changes ?? null) : [],
    more: moved && (data?.more ?? false),
    dismiss: () => {
      if (ledger !== null && latest !== null) markSeen(ledger, latest);
      dismissed((times) => times + 1);
    },
  };
}
