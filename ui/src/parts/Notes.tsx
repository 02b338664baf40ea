// What stands in the place of an answer: waiting, an error, nothing.
import type { ReactNode } from "react";
import { ApiError } from "../api/client";
import "./parts.css";

/** Waiting, seen only when it lasts; `lines` keeps the height that the answer will take, roughly. */
export function Loading({ lines = 8, what = "Loading" }: { lines?: number; what?: string }) {
  return (
    <div className="loading" role="status">
      <span className="unseen">{what} …</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}

/** What happened and what to do. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const told = error instanceof ApiError ? error : null;
  const [title, detail] = told
    ? [told.title, told.detail]
    : ["Something failed in this page", error instanceof Error ? error.message : String(error)];
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      {detail && <p>{detail}</p>}
      {told?.status === 404 && <p>It may have got another id when the ledger was read again. Search for its words.</p>}
      {retry && worthRetrying(told) && (
        <p>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

/** What was asked wrongly stays wrong; what failed on the way may work the next time. */
const worthRetrying = (error: ApiError | null): boolean =>
  error === null || error.status === 0 || error.status === 409 || error.status === 429 || error.status >= 500;

/** Nothing to show, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="serif">{title}</p>
      {children}
    </div>
  );
}
