// Cuts a text into paragraphs, and long paragraphs into blocks that a browser can lay out one by one.

export interface Block {
  start: number;
  end: number;
  /** The block goes on with the paragraph of the one before it. */
  continues: boolean;
}

/** A block holds at most this many units; a screen shows about two thousand. */
export const LONGEST = 4_000;

/** Where to end a block that begins at `start` and may reach to `limit`: after a blank if there is one in its last quarter. */
function breakpoint(text: string, start: number, limit: number): number {
  for (let place = limit; place > limit - (limit - start) / 4; place -= 1) {
    if (/\s/.test(text.charAt(place - 1))) return place;
  }
  const unit = text.charCodeAt(limit);
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit;
}

/** Blocks in order. Empty lines between paragraphs belong to none; everything else belongs to exactly one. */
export function blocksOf(text: string, longest = LONGEST): Block[] {
  const blocks: Block[] = [];
  const paragraph = (from: number, to: number) => {
    let start = from;
    while (start < to) {
      const end = to - start <= longest ? to : breakpoint(text, start, start + longest);
      blocks.push({ start, end, continues: start > from });
      start = end;
    }
  };
  let from = 0;
  for (const gap of text.matchAll(/\r?\n[^\S\n]*(?:\r?\n[^\S\n]*)*\n|$/g)) {
    if (gap[0] === "" && gap.index < text.length) continue;
    if (/\S/.test(text.slice(from, gap.index))) paragraph(from, gap.index);
    from = gap.index + gap[0].length;
  }
  return blocks;
}

/** The index of the block that holds a place, or the one before the gap that does. */
export function blockAt(blocks: readonly Block[], place: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
