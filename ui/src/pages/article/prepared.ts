// Everything that is derived once from a reading: places in the string, blocks, marks.
import type { ArticleView, Reading } from "../../api/contract";
import { blocksOf } from "./blocks";
import type { Block } from "./blocks";
import { marksOf } from "./marks";
import type { Mark, Marked } from "./marks";
import { offsetsOf } from "./offsets";
import type { Offsets } from "./offsets";
import { marksByBlock } from "./pieces";

export interface Prepared extends Marked {
  text: string;
  reading: Reading;
  offsets: Offsets;
  blocks: Block[];
  blockMarks: Mark[][];
  /** For each claim: whether a person rejected it. */
  rejected: boolean[];
}

export function prepare({ reading, claims }: ArticleView): Prepared {
  const text = reading.article.text;
  const offsets = offsetsOf(text);
  const blocks = blocksOf(text);
  const marked = marksOf(reading, offsets);
  const turnedDown = new Set(claims.flatMap(({ id, reviews }) => (reviews.includes("reject") ? [id] : [])));
  return { ...marked, rejected: reading.claims.map(({ id }) => turnedDown.has(id)), text, reading, offsets, blocks, blockMarks: marksByBlock(blocks, marked.marks) };
}
