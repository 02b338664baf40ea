// An article's copies, seen from this article: what it repeats, what repeats it, what revises what.
import type { Article, ArticleRef, Copy } from "../../api/contract";

export interface Kin {
  /** Id of the other article. */
  other: string;
  about: ArticleRef | null;
  kind: Copy["kind"];
  /** What this article is to the other one. */
  role: "copy" | "original" | "later" | "earlier" | "unclear";
  credit: string | null;
}

export function kinOf(article: Pick<Article, "id" | "copies">, related: readonly ArticleRef[]): Kin[] {
  return article.copies.flatMap((copy) => {
    const [earlier, later] = copy.articles;
    if (earlier !== article.id && later !== article.id) return [];
    const isLater = later === article.id;
    const other = isLater ? earlier : later;
    const role = copy.kind === "revision" ? (isLater ? "later" : "earlier") : copy.of === null ? "unclear" : copy.of === article.id ? "original" : "copy";
    return [{ other, about: related.find(({ id }) => id === other) ?? null, kind: copy.kind, role, credit: copy.credit ?? null }];
  });
}

const KINDS: Readonly<Record<Copy["kind"], string>> = { identical: "the same text", revision: "revision", wire: "wire copy", excerpt: "excerpt" };

/** "Wire copy of", "Repeated, as a wire copy, by" */
export function kinWords({ kind, role }: Kin): string {
  switch (role) {
    case "later":
      return "Revision of";
    case "earlier":
      return "Revised later as";
    case "copy":
      return kind === "identical" ? "The same text as" : kind === "wire" ? "Wire copy of" : "Excerpt of";
    case "original":
      return kind === "identical" ? "Printed again, word for word, by" : `Repeated, as ${kind === "wire" ? "a wire copy" : "an excerpt"}, by`;
    case "unclear":
      return `Shares its text (${KINDS[kind]}) with`;
  }
}
