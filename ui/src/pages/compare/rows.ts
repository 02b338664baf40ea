// Lays two versions side by side: rows of paragraphs, each with its words as they were and as they are.
import type { Comparison } from "../../api/contract";

export type ComparedPiece = Comparison["pieces"][number];

export interface Row {
  /** All pieces of the row in order, for one column. */
  pieces: ComparedPiece[];
  changed: boolean;
}

/**
 * Joins changes with nothing but a blank between them: "did not answer" became "declined to comment", and not three words three
 * others. Of each run the removed words come first.
 */
export function joined(pieces: readonly ComparedPiece[]): ComparedPiece[] {
  const done: ComparedPiece[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed !== "") done.push({ kind: "removed", text: removed });
    if (added !== "") done.push({ kind: "added", text: added });
    removed = added = "";
  };
  for (const [place, { kind, text }] of pieces.entries()) {
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (/^[^\S\n]+$/.test(text) && removed !== "" && added !== "" && (pieces[place + 1]?.kind ?? "same") !== "same") {
      removed += text;
      added += text;
    } else {
      flush();
      done.push({ kind, text });
    }
  }
  flush();
  return done;
}

/** Pieces of which whole paragraphs, put in or taken out, are apart from the paragraphs around them. */
function apart(pieces: readonly ComparedPiece[]): { piece: ComparedPiece; breaks: boolean }[] {
  return pieces.map((piece, place) => {
    if (piece.kind === "same") return { piece, breaks: true };
    const other = (index: number) => pieces[index]?.kind === "same" ? (pieces[index]?.text ?? "") : pieces[index] ? "x" : null;
    const before = other(place - 1);
    const after = other(place + 1);
    const follows = piece.text.startsWith("\n") && (after === null || after.startsWith("\n"));
    const leads = piece.text.endsWith("\n") && (before === null || before.endsWith("\n"));
    return { piece, breaks: follows || leads };
  });
}

/** Rows in order; the pieces of all rows are the pieces that came in, but for line ends between paragraphs. */
export function rowsOf(pieces: readonly ComparedPiece[]): Row[] {
  const rows: Row[] = [];
  let open: ComparedPiece[] = [];
  const close = () => {
    if (open.some(({ text }) => text.trim() !== "")) rows.push({ pieces: open, changed: open.some(({ kind }) => kind !== "same") });
    open = [];
  };
  for (const { piece, breaks } of apart(pieces)) {
    const parts = breaks ? piece.text.split(/\n+/) : [piece.text];
    for (const [place, text] of parts.entries()) {
      if (place > 0) close();
      if (text !== "") open.push({ kind: piece.kind, text });
    }
  }
  close();
  return rows;
}

/** The words of one version in a row. */
export const side = (row: Row, version: "earlier" | "later"): ComparedPiece[] =>
  row.pieces.filter(({ kind }) => kind === "same" || kind === (version === "earlier" ? "removed" : "added"));

export interface Change {
  places: number;
  removed: number;
  added: number;
}

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;

/** In how many places something changed, and how many words went and came. */
export function changeOf(pieces: readonly ComparedPiece[]): Change {
  const change: Change = { places: 0, removed: 0, added: 0 };
  let inside = false;
  for (const { kind, text } of pieces) {
    if (kind !== "same" && !inside) change.places += 1;
    inside = kind !== "same";
    if (kind !== "same") change[kind] += wordsIn(text);
  }
  return change;
}

export type Stretch = { folded: false; row: Row; index: number } | { folded: true; rows: Row[]; index: number };

/** Folds runs of paragraphs that stayed the same, but for one on each side of a change. */
export function stretchesOf(rows: readonly Row[], least = 3): Stretch[] {
  const near = rows.map((row, index) => row.changed || (rows[index - 1]?.changed ?? false) || (rows[index + 1]?.changed ?? false));
  const stretches: Stretch[] = [];
  for (let index = 0; index < rows.length; ) {
    let end = index;
    while (end < rows.length && !near[end]) end += 1;
    if (end - index >= least) {
      stretches.push({ folded: true, rows: rows.slice(index, end), index });
      index = end;
    } else {
      const row = rows[index];
      if (row) stretches.push({ folded: false, row, index });
      index += 1;
    }
  }
  return stretches;
}
