// Cuts a block of text at the edges of all marks in it: spans may nest and overlap, pieces do neither.
import type { Block } from "./blocks";
import { blockAt } from "./blocks";
import type { Mark } from "./marks";

export interface Piece {
  start: number;
  end: number;
  marks: Mark[];
}

/** The marks of each block; a mark over several blocks is in each of them. */
export function marksByBlock(blocks: readonly Block[], marks: readonly Mark[]): Mark[][] {
  const sorted: Mark[][] = blocks.map(() => []);
  for (const mark of marks) {
    for (let index = blockAt(blocks, mark.start); index < blocks.length; index += 1) {
      const block = blocks[index];
      if (!block || block.start >= mark.end) break;
      if (block.end > mark.start) sorted[index]?.push(mark);
    }
  }
  return sorted;
}

/** The pieces of one block, in order, without gaps. */
export function piecesOf({ start, end }: { start: number; end: number }, marks: readonly Mark[]): Piece[] {
  const edges = new Set([start, end]);
  for (const mark of marks) {
    edges.add(Math.min(Math.max(mark.start, start), end));
    edges.add(Math.min(Math.max(mark.end, start), end));
  }
  const cuts = [...edges].sort((one, other) => one - other);
  const waiting = [...marks].sort((one, other) => one.start - other.start || one.end - other.end);
  let next = 0;
  let open: Mark[] = [];
  const pieces: Piece[] = [];
  for (const [place, from] of cuts.entries()) {
    const to = cuts[place + 1];
    if (to === undefined) break;
    open = open.filter((mark) => mark.end > from);
    for (let mark = waiting[next]; mark && mark.start <= from; mark = waiting[next]) {
      if (mark.end > from) open.push(mark);
      next += 1;
    }
    pieces.push({ start: from, end: to, marks: open.slice() });
  }
  return pieces;
}

/** The claims of a piece, the innermost first: what a pointer on it means. */
export function claimsAt(piece: Piece, sizes: readonly number[]): number[] {
  const claims = new Set<number>();
  for (const mark of piece.marks) if (mark.kind !== "fact" && mark.of >= 0) claims.add(mark.of);
  return [...claims].sort((one, other) => (sizes[one] ?? 0) - (sizes[other] ?? 0) || one - other);
}
