// Which page an address means.

/** Parts of a path that matched a pattern, decoded once each; null where it does not match. */
export function match(pattern: string, pathname: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = pathname.replace(/(?<=.)\/$/, "").split("/");
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const value = given[place] ?? "";
    if (part.startsWith(":")) {
      if (!value) return null;
      try {
        found[part.slice(1)] = decodeURIComponent(value);
      } catch {
        return null;
      }
    } else if (part !== value) return null;
  }
  return found;
}

/** A path out of fixed and given parts: `path("/articles", id)`. */
export function path(base: string, ...parts: string[]): string {
  return [base, ...parts.map(encodeURIComponent)].join("/");
}

export const toFinding = (id: string): string => path("/findings", id);
export const toSource = (key: string): string => path("/sources", key);
/** The article, at one of its claims where a claim's id (`a02/c5` or `c5`) is given. */
export function toArticle(id: string, claim?: string): string {
  const short = claim?.slice(claim.lastIndexOf("/") + 1);
  return path("/articles", id) + (short ? `?claim=${encodeURIComponent(short)}` : "");
}
export const toCompare = (later: string, earlier: string): string => `${path("/articles", later)}${path("/compare", earlier)}`;
