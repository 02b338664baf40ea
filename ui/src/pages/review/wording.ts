import type { Review } from "../../api/contract";

const DONE: Readonly<Record<Review["act"], string>> = {
  accept: "accepted", reject: "rejected", correct: "corrected", merge: "merged", split: "split", grade: "graded", undo: "undid",
};
export const actDone = (act: Review["act"]): string => DONE[act];

/** What was decided in particular, in words; the number of what was undone. */
export const detailWords = (detail: string): string => detail.replace(/^act (?=\d+$)/, "decision no. ");

const STATUS: Readonly<Record<string, string>> = { accept: "accepted", reject: "rejected", correct: "corrected", merge: "merged", split: "split" };
/** What was decided about a claim: "rejected", "graded 2". */
export const statusWords = (review: string): string => STATUS[review] ?? review.replace(/^grade /, "graded ");

/** The article of a claim: its id is what stands before the slash. */
export const articleOf = (claim: string): string => claim.slice(0, claim.lastIndexOf("/"));

/** Whether a text is a claim's id, as in a02/c7. */
export const isClaimId = (text: string): boolean => /^\S+\/c\d+$/.test(text.trim());
