// How questions are cached: what the ledger said holds until the ledger says that it changed.
import { QueryClient, keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ApiError, get } from "./client";
import type { Query } from "./client";
import type { Overview, Page } from "./contract";

export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (tries, error) =>
        error instanceof ApiError && (error.status === 0 || error.status === 503 || error.code === "busy") && tries < 3,
    },
  },
});

/** One answer. The last one stays while a changed question is asked, so nothing jumps. */
export function useAnswer<T>(path: string, query: Query = {}, options: { enabled?: boolean; keep?: boolean } = {}) {
  return useQuery<T>({
    queryKey: [path, query],
    queryFn: ({ signal }) => get<T>(path, query, signal),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? keepPreviousData : undefined,
  });
}

/** A list, page by page. */
export function useRows<T>(path: string, query: Query = {}, options: { enabled?: boolean } = {}) {
  return useInfiniteQuery({
    queryKey: [path, query, "rows"],
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | null }) =>
      get<Page<T>>(path, { ...query, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
  });
}

export const useOverview = () => useAnswer<Overview>("/overview");

/** After a write by this person: everything is asked anew. */
export const refresh = (): Promise<void> => client.invalidateQueries();
