import { useMemo } from "react";
import { useQueryString } from "../router/router";
import { readFilters, writeFilters } from "./filters";
import type { FilterName, Filters } from "./filters";

export type SetFilters = (change: Partial<Record<FilterName, string | null>>, options?: { replace?: boolean }) => void;

/** The filters in the address, and a function that changes some of them. */
export function useFilters(): [Filters, SetFilters] {
  const [query, setQuery] = useQueryString();
  const filters = useMemo(() => readFilters(query), [query]);
  return [filters, (change, options) => setQuery((next) => writeFilters(next, change), options)];
}
