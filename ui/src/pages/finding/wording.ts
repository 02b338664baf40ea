// What the page says of claims, in words.
import type { StoryClaim } from "../../api/contract";
import { moment } from "../../parts/format";
import { RELATION } from "../../parts/standing";

const COPY: Readonly<Record<NonNullable<StoryClaim["copy"]>["kind"], string>> = {
  identical: "same text",
  revision: "revision",
  wire: "wire copy",
  excerpt: "excerpt",
};

/** "wire copy, credits Northwire" */
export const copyWords = (copy: StoryClaim["copy"]): string =>
  copy ? COPY[copy.kind] + (copy.credit ? `, credits ${copy.credit}` : "") : "copy";

/** The article of a claim: `a02` of `a02/c5`. */
export const articleOf = (claim: string): string => claim.slice(0, claim.lastIndexOf("/"));

export const outlet = (claim: StoryClaim): string => claim.article.publisher ?? claim.article.id;

/** Who speaks, as a line begins with it. */
export const speakerOf = (claim: StoryClaim): string => claim.speaker ?? outlet(claim);

/** A mark of the timeline, in one line. */
export const markWords = (claim: StoryClaim): string =>
  `${moment(claim.said) || "undated"}: ${speakerOf(claim)} in ${outlet(claim)}, ${RELATION[claim.relation]}${claim.copy ? ` (${copyWords(claim.copy)})` : ""}`;

/** The place of a claim on the page. */
export const anchorOf = (id: string): string => `claim-${id}`;
export const hrefOf = (id: string): string => `#${encodeURIComponent(anchorOf(id))}`;

/** The Admiralty code: how likely a claim is, apart from who makes it. */
export const CREDIBILITY: readonly (readonly [string, string])[] = [
  ["1", "confirmed by other sources"],
  ["2", "probably true"],
  ["3", "possibly true"],
  ["4", "doubtful"],
  ["5", "improbable"],
  ["6", "cannot be judged"],
];
