// The words around a claim: with its marks to read, or plain to select in.
import { useEffect, useMemo, useRef } from "react";
import type { Reading, Span } from "../../api/contract";
import { SafeText } from "../../parts/SafeText";
import { GLYPH } from "../../parts/certainty";
import { certaintyOf } from "../article/marks";
import type { Mark } from "../article/marks";
import type { Offsets } from "../article/offsets";
import { piecesOf } from "../article/pieces";
import { rangeOf, selectedSpan } from "./selected";
import "../article/marks.css";

type ReadClaim = Reading["claims"][number];

export function MarkedPassage({ text, passage, claim, offsets }: { text: string; passage: Span; claim: ReadClaim; offsets: Offsets }) {
  const pieces = useMemo(() => {
    const marks: Mark[] = [];
    const add = (kind: Mark["kind"], spans: readonly Span[]) => {
      for (const span of spans) {
        const [start, end] = offsets.span(span);
        if (end > start) marks.push({ kind, start, end, of: 0 });
      }
    };
    add("source", claim.source.span ? [claim.source.span] : []);
    add("cue", claim.cue?.spans ?? []);
    add("content", claim.content);
    add("hedge", claim.hedges);
    add("negation", claim.negations);
    return piecesOf({ start: passage[0], end: passage[1] }, marks);
  }, [passage, claim, offsets]);
  const certainty = certaintyOf(claim.certainty);
  const begins = offsets.units(claim.content[0]?.[0] ?? -1);
  return (
    <blockquote className="passage quoted">
      {pieces.map((piece) => {
        const kinds = [...new Set(piece.marks.map(({ kind }) => kind))];
        const words = <SafeText key={piece.start} text={text.slice(piece.start, piece.end)} />;
        if (kinds.length === 0) return words;
        const classes = ["piece", "on", ...kinds, ...kinds.map((kind) => `on-${kind}`)];
        if (kinds.includes("content")) classes.push("lane-a", `lane-a-${certainty}`);
        const glyph = kinds.includes("content") && piece.start === begins ? GLYPH[certainty] + (claim.polarity === "negative" ? " not" : "") : undefined;
        return <span key={piece.start} className={classes.join(" ")} data-glyph={glyph}>{words}</span>;
      })}
    </blockquote>
  );
}

/** Plain, so that a selection is not torn while it is drawn; what is chosen is painted over by the browser. */
export function SelectablePassage({ text, passage, chosen, onSelect }: { text: string; passage: Span; chosen: Span | null; onSelect: (span: Span) => void }) {
  const root = useRef<HTMLQuoteElement>(null);
  const latest = useRef(onSelect);
  latest.current = onSelect;
  useEffect(() => {
    function changed() {
      const span = root.current && selectedSpan(root.current, getSelection());
      if (span) latest.current([passage[0] + span[0], passage[0] + span[1]]);
    }
    document.addEventListener("selectionchange", changed);
    return () => document.removeEventListener("selectionchange", changed);
  }, [passage]);
  useEffect(() => {
    if (!root.current || !chosen || !("highlights" in CSS)) return;
    const range = rangeOf(root.current, [chosen[0] - passage[0], chosen[1] - passage[0]]);
    if (range) CSS.highlights.set("purport-chosen", new Highlight(range));
    return () => void CSS.highlights.delete("purport-chosen");
  }, [chosen, passage]);
  return <blockquote ref={root} className="passage quoted selectable"><SafeText text={text.slice(...passage)} /></blockquote>;
}
