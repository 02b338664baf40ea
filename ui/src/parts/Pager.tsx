import { count } from "./format";

export interface PagerProps {
  shown: number;
  one: string;
  many?: string;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** How many are shown, and the step to more: `<Pager shown={rows.length} one="finding" {...answer} />`. */
export function Pager({ shown, one, many, hasNextPage, isFetchingNextPage, fetchNextPage }: PagerProps) {
  return (
    <div className="pager row">
      <span role="status" className="soft small">
        {count(shown, one, many)} shown{hasNextPage ? ", there are more" : shown > 0 ? ", that is all" : ""}
      </span>
      {hasNextPage && (
        <button type="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading …" : `More ${many ?? `${one}s`}`}
        </button>
      )}
    </div>
  );
}
