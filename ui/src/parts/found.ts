// What a search found, as one list with an address for each entry.
import type { Found, Standing } from "../api/contract";
import { toArticle, toFinding, toSource } from "../router/match";
import { day, headline } from "./format";
import { kindWords } from "./kinds";

export interface Entry {
  kind: "finding" | "article" | "source";
  id: string;
  to: string;
  text: string;
  about: string;
  standing: Standing | null;
}

/** Findings, then articles, then sources; so many of each. */
export function entries(found: Found, each: number): Entry[] {
  return [
    ...found.findings
      .slice(0, each)
      .map(({ id, statement, standing, claims }): Entry => ({
        kind: "finding",
        id,
        to: toFinding(id),
        text: headline(statement),
        about: claims === 1 ? "1 claim" : `${claims} claims`,
        standing,
      })),
    ...found.articles
      .slice(0, each)
      .map(({ id, title, publisher, published }): Entry => ({
        kind: "article",
        id,
        to: toArticle(id),
        text: title ?? id,
        about: [publisher, day(published)].filter(Boolean).join(", "),
        standing: null,
      })),
    ...found.sources
      .slice(0, each)
      .map(({ key, name, kind, country }): Entry => ({
        kind: "source",
        id: key,
        to: toSource(key),
        text: name,
        about: [kindWords(kind), country].filter(Boolean).join(", "),
        standing: null,
      })),
  ];
}

/** The entry that an arrow key leads to; −1 is the field itself. */
export function stepped(at: number, key: string, length: number): number {
  if (length === 0) return -1;
  if (key === "ArrowDown") return at + 1 >= length ? -1 : at + 1;
  if (key === "ArrowUp") return at < 0 ? length - 1 : at - 1;
  return at;
}
