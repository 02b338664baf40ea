// Sends what a person decided and offers to undo it; the notice outlives the claim, which a decision may take out of the finding.
import { createContext, useCallback, useContext, useState } from "react";
import type { ReactNode } from "react";
import { ApiError, postReview } from "../api/client";
import { refresh } from "../api/queries";
import type { ReviewRequest } from "../api/contract";
import { useAuthor } from "./useAuthor";

type Without<T> = T extends unknown ? Omit<T, "author"> : never;
export type Decision = Without<ReviewRequest>;

/** Keeps a decision under a name; tells whether the server took it. */
type Decide = (decision: Decision, author?: string) => Promise<boolean>;

const Deciding = createContext<Decide>(() => Promise.resolve(false));
export const useDecide = (): Decide => useContext(Deciding);

const DONE: Readonly<Record<Decision["act"], string>> = {
  accept: "Accepted",
  reject: "Rejected",
  correct: "Corrected",
  merge: "Merged",
  split: "Split off",
  grade: "Graded",
  undo: "Undone",
};

type Notice = { words: string; review: number | null; bad: boolean };

export function Decisions({ children }: { children: ReactNode }) {
  const [author] = useAuthor();
  const [notice, setNotice] = useState<Notice | null>(null);
  const decide = useCallback<Decide>(
    async (decision, name = author) => {
      try {
        const review = await postReview({ ...decision, author: name });
        setNotice({ words: `${DONE[decision.act]}.`, review: decision.act === "undo" ? null : review, bad: false });
        await refresh();
        return true;
      } catch (error) {
        setNotice({ words: error instanceof ApiError ? error.message : "The decision could not be kept.", review: null, bad: true });
        return false;
      }
    },
    [author],
  );
  return (
    <Deciding value={decide}>
      {children}
      <div role="status" className="decided-place">
        {notice && (
          <div className={`decided notice ${notice.bad ? "bad" : ""}`}>
            {notice.words}
            {notice.review !== null && (
              <button
                type="button"
                className="quiet"
                onClick={() => notice.review !== null && void decide({ act: "undo", review: notice.review })}
              >
                Undo
              </button>
            )}
            <button type="button" className="quiet" onClick={() => setNotice(null)}>
              Close
            </button>
          </div>
        )}
      </div>
    </Deciding>
  );
}
