// The text as read. Marks are pieces of it; only what is near the screen is cut into pieces, so a text of ten megabytes scrolls.
import { memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { MouseEvent, PointerEvent } from "react";
import { SafeText } from "../../parts/SafeText";
import { GLYPH } from "../../parts/certainty";
import type { Block } from "./blocks";
import { certaintyOf } from "./marks";
import type { Mark } from "./marks";
import { claimsAt, piecesOf } from "./pieces";
import type { Piece } from "./pieces";
import type { Prepared } from "./prepared";
import type { Marking } from "./useMarking";

/** Texts of up to so many blocks are marked at once. */
const ALL_AT_ONCE = 40;
const LANE_NAMES = ["a", "b", "c"];

export interface ArticleTextProps {
  prepared: Prepared;
  /** Index of the claim whose words stand out; null for none. */
  claim: number | null;
  /** How much is marked. */
  marking: Marking;
  /** Index of the fact whose words stand out. */
  fact: number | null;
  onHover: (claim: number) => void;
  onPress: (claims: readonly number[]) => void;
}

/** The claims that a place in the text belongs to, as its piece says. */
function claimsUnder(target: EventTarget): number[] {
  const piece = target instanceof Element ? target.closest<HTMLElement>("[data-claims]") : null;
  return piece?.dataset["claims"]?.split(" ").map(Number) ?? [];
}

export const ArticleText = memo(function ArticleText({ prepared, marking, claim, fact, onHover, onPress }: ArticleTextProps) {
  const { blocks, blockMarks } = prepared;
  const near = useNearBlocks(blocks.length);

  function hover(event: PointerEvent) {
    if (event.pointerType !== "mouse" || event.buttons !== 0) return;
    const innermost = claimsUnder(event.target)[0];
    if (innermost !== undefined) onHover(innermost);
  }
  function press(event: MouseEvent) {
    // Whoever selects words wants to copy them.
    if (getSelection()?.isCollapsed === false) return;
    const claims = claimsUnder(event.target);
    if (claims.length > 0) onPress(claims);
  }
  return (
    <div className={near.all ? "article-text" : "article-text long"} ref={near.root} onPointerOver={hover} onClick={press}>
      {blocks.map((block, index) => {
        const marks = blockMarks[index] ?? [];
        const marked = near.all || near.indexes.has(index);
        return (
          <BlockText
            key={block.start}
            index={index}
            block={block}
            marks={marks}
            prepared={prepared}
            marking={marking}
            marked={marked}
            claim={claim !== null && marks.some((mark) => mark.of === claim && mark.kind !== "fact") ? claim : -1}
            fact={fact !== null && marks.some((mark) => mark.of === fact && mark.kind === "fact") ? fact : -1}
          />
        );
      })}
    </div>
  );
});

/** Which blocks are near the screen; once near, a block stays marked. */
function useNearBlocks(count: number) {
  const all = count <= ALL_AT_ONCE;
  const [indexes, setIndexes] = useState<ReadonlySet<number>>(new Set());
  const observer = useRef<IntersectionObserver | null>(null);
  const root = useCallback(
    (element: HTMLElement | null) => {
      observer.current?.disconnect();
      if (!element || all) return;
      observer.current = new IntersectionObserver(
        (entries) => {
          const come = entries.filter((entry) => entry.isIntersecting).map((entry) => Number((entry.target as HTMLElement).dataset["block"]));
          if (come.length > 0) setIndexes((before) => new Set([...before, ...come]));
        },
        { rootMargin: "1200px 0px" },
      );
      for (const block of element.children) observer.current.observe(block);
    },
    [all],
  );
  useEffect(() => () => observer.current?.disconnect(), []);
  return { all, indexes, root };
}

interface BlockTextProps {
  index: number;
  block: Block;
  marks: readonly Mark[];
  prepared: Prepared;
  marking: Marking;
  marked: boolean;
  claim: number;
  fact: number;
}

const BlockText = memo(function BlockText({ index, block, marks, prepared, marking, marked, claim, fact }: BlockTextProps) {
  const pieces = useMemo(() => (marked ? piecesOf(block, marks) : null), [marked, block, marks]);
  return (
    <p data-block={index} className={block.continues ? "continues" : undefined}>
      {pieces === null || marks.length === 0 ? (
        <SafeText text={prepared.text.slice(block.start, block.end)} />
      ) : (
        pieces.map((piece) => <PieceText key={piece.start} piece={piece} prepared={prepared} marking={marking} claim={claim} fact={fact} />)
      )}
    </p>
  );
});

function PieceText({ piece, prepared, marking, claim, fact }: { piece: Piece; prepared: Prepared; marking: Marking; claim: number; fact: number }) {
  const words = prepared.text.slice(piece.start, piece.end);
  if (piece.marks.length === 0) return <SafeText text={words} />;
  const claims = marking === "none" ? [] : claimsAt(piece, prepared.sizes);
  const { classes, glyphs } = looks({ ...piece, marks: shownMarks(piece.marks, marking, claim) }, prepared, claim, fact);
  const repeatBegins = piece.marks.some((mark) => mark.kind === "again" && mark.start === piece.start);
  return (
    <>
      {repeatBegins && <span className="again-note">said again above, read once</span>}
      <span className={classes.join(" ")} data-claims={claims.length > 0 ? claims.join(" ") : undefined} data-glyph={glyphs || undefined}>
        <SafeText text={words} />
      </span>
    </>
  );
}

/** The marks that a person wants to see. Passages said again, and the words of a chosen fact, always are. */
function shownMarks(marks: readonly Mark[], marking: Marking, claim: number): Mark[] {
  return marks.filter(({ kind, of }) => kind === "again" || kind === "fact" || marking === "all" || (marking === "chosen" && of === claim));
}

/** Classes and glyphs of a piece: what its marks are, and whether the chosen claim or fact is among them. */
function looks(piece: Piece, prepared: Prepared, claim: number, fact: number): { classes: string[]; glyphs: string } {
  const classes = new Set(["piece"]);
  let glyphs = "";
  for (const mark of piece.marks) {
    if (mark.kind === "again") classes.add("again");
    else if (mark.kind === "fact") {
      if (mark.of === fact) classes.add("lit");
    } else if (prepared.rejected[mark.of]) {
      // What a person rejected is no claim any more; that it was read as one can still be seen.
      if (mark.of === claim) classes.add("on").add(`on-${mark.kind}`);
      if (mark.kind === "content") {
        classes.add("rejected");
        if (begins(mark, piece, prepared)) glyphs += "×";
      }
    } else {
      classes.add(mark.kind);
      if (mark.of === claim) classes.add("on").add(`on-${mark.kind}`);
      if (mark.kind === "content") {
        const read = prepared.reading.claims[mark.of];
        const certainty = certaintyOf(read?.certainty ?? null);
        const lane = LANE_NAMES[prepared.lanes[mark.of] ?? 0] ?? "a";
        classes.add(`lane-${lane}`).add(`lane-${lane}-${certainty}`);
        if (read?.source.kind === "author") classes.add("own-voice");
        if (begins(mark, piece, prepared)) glyphs += GLYPH[certainty] + (read?.polarity === "negative" ? " not" : "");
      }
    }
  }
  return { classes: [...classes], glyphs };
}

/** Whether a piece is the first of a claim's content. */
function begins(mark: Mark, piece: Piece, { reading, offsets }: Prepared): boolean {
  const first = reading.claims[mark.of]?.content[0];
  return mark.start === piece.start && first !== undefined && offsets.units(first[0]) === mark.start;
}
