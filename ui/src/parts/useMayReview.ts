import { useOverview } from "../api/queries";

/** Whether this caller may decide on claims and grades here; false until the server has told. */
export function useMayReview(): boolean {
  const { data } = useOverview();
  return data !== undefined && data.writable && data.scopes.includes("review");
}
