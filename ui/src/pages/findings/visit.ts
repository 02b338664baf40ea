// The moment up to which this person has seen the ledger; one for each ledger, in this browser.

const key = (ledger: string): string => `purport.seen:${ledger}`;

export function seenUpTo(ledger: string): string | null {
  try {
    return localStorage.getItem(key(ledger));
  } catch {
    return null;
  }
}

export function markSeen(ledger: string, moment: string): void {
  try {
    localStorage.setItem(key(ledger), moment);
  } catch {
    // Without storage every visit is the first.
  }
}
