// From claim to claim, in the order of the text.

/** The claim after (`by` 1) or before (`by` −1) the shown one; the first or last where none is shown; stays at the ends. */
export function step(order: readonly number[], shown: number | null, by: 1 | -1): number | null {
  if (order.length === 0) return null;
  const place = shown === null ? -1 : order.indexOf(shown);
  if (place < 0) return order[by > 0 ? 0 : order.length - 1] ?? null;
  return order[Math.max(0, Math.min(order.length - 1, place + by))] ?? null;
}

/** What a press on a piece pins: its innermost claim, and from press to press the next one out; null frees. */
export function pinNext(claims: readonly number[], pinned: number | null): number | null {
  if (pinned === null) return claims[0] ?? null;
  const place = claims.indexOf(pinned);
  return place < 0 ? (claims[0] ?? null) : (claims[place + 1] ?? null);
}
