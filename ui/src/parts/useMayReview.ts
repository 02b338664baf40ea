import { useOverview } from "../api/queries";

/** Whether this caller may decide on claims and grades here. */
export function useMayReview(): boolean {
  const { data } = useOverview();
  return data !== undefined && data.writable && data.scopes.includes("review");
}
