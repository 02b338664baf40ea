// Where a selection of the browser lies in a text, and the way back. Hidden characters are shown by their names, which are longer than they are.
import type { Span } from "../../api/contract";

/** How many units of the text a node stands for. */
function unitsOf(node: Node): number {
  if (node instanceof HTMLElement && node.classList.contains("control-mark")) {
    return Number.parseInt(node.textContent?.slice(2) ?? "", 16) > 0xffff ? 2 : 1;
  }
  if (node.nodeType === Node.TEXT_NODE) return node.textContent?.length ?? 0;
  let units = 0;
  for (const child of node.childNodes) units += unitsOf(child);
  return units;
}

/** Units of the text before a place in the document. */
function unitsBefore(root: Node, container: Node, offset: number): number {
  let units = 0;
  let node = container;
  if (container.nodeType === Node.TEXT_NODE) {
    // A place inside a shown name is before the character.
    const mark = container.parentElement?.closest(".control-mark");
    if (mark) node = mark;
    else units = offset;
  } else {
    for (let child = 0; child < offset; child += 1) {
      const before = container.childNodes[child];
      if (before) units += unitsOf(before);
    }
  }
  for (; node !== root && node.parentNode; node = node.parentNode) {
    for (let before = node.previousSibling; before; before = before.previousSibling) units += unitsOf(before);
  }
  return units;
}

/** The selected stretch, counted from the beginning of the root's text; null where nothing in it is selected. */
export function selectedSpan(root: HTMLElement, selection: Selection | null): Span | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const span: Span = [unitsBefore(root, range.startContainer, range.startOffset), unitsBefore(root, range.endContainer, range.endOffset)];
  return span[1] > span[0] ? span : null;
}

/** The range of the document between two places of the root's text; null where a place is none. */
export function rangeOf(root: HTMLElement, [start, end]: Span): Range | null {
  const range = document.createRange();
  let at = 0;
  let begun = false;
  let done = false;
  function visit(node: Node): void {
    if (done) return;
    const units = unitsOf(node);
    const leaf = node.nodeType === Node.TEXT_NODE || (node instanceof HTMLElement && node.classList.contains("control-mark"));
    if (!leaf) {
      for (const child of node.childNodes) visit(child);
      return;
    }
    const text = node.nodeType === Node.TEXT_NODE;
    if (!begun && start < at + units) {
      if (text) range.setStart(node, Math.max(0, start - at));
      else range.setStartBefore(node);
      begun = true;
    }
    if (begun && end <= at + units) {
      if (text) range.setEnd(node, end - at);
      else range.setEndAfter(node);
      done = true;
    }
    at += units;
  }
  visit(root);
  return done ? range : null;
}
