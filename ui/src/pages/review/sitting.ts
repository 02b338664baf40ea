// One person's way through the queue: what is shown next, what was skipped, what can be taken back.

export interface Sitting {
  skipped: readonly string[];
  /** Decisions in order; the last is the first to be undone. */
  decided: readonly { claim: string | null; review: number }[];
  /** A claim that comes before all others: asked for by a link, or just undone. */
  first: string | null;
}

export const begin = (first: string | null): Sitting => ({ skipped: [], decided: [], first });

export const skip = (sitting: Sitting, claim: string): Sitting => ({
  ...sitting,
  skipped: [...sitting.skipped.filter((id) => id !== claim), claim],
  first: sitting.first === claim ? null : sitting.first,
});

export const decide = (sitting: Sitting, claim: string | null, review: number): Sitting => ({
  ...sitting,
  decided: [...sitting.decided, { claim, review }],
  first: sitting.first === claim ? null : sitting.first,
});

/** The decision is taken back: its claim comes again, at once. */
export function undo(sitting: Sitting, review: number): Sitting {
  const undone = sitting.decided.find((one) => one.review === review);
  return { ...sitting, decided: sitting.decided.filter((one) => one !== undone), first: undone?.claim ?? sitting.first };
}

export const again = (sitting: Sitting): Sitting => ({ ...sitting, skipped: [] });

/** The claim to show: the one asked for, else the least sure one that is neither decided nor skipped. */
export function next(rows: readonly string[], sitting: Sitting): string | null {
  if (sitting.first !== null) return sitting.first;
  const done = new Set([...sitting.skipped, ...sitting.decided.map(({ claim }) => claim)]);
  return rows.find((id) => !done.has(id)) ?? null;
}
