import { useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { count } from "../../parts/format";
import { kindWords } from "../../parts/kinds";
import { labelled, shortName } from "./layout";
import type { Drawing, Placed, Side } from "./layout";

export interface PictureProps {
  drawing: Drawing;
  width: number;
  height: number;
  chosen: string | null;
  choose: (id: string | null) => void;
}

/** The network as a picture: one stop for the tab key, the arrow keys go from the loudest name to the next. */
export function Picture({ drawing: { nodes, links }, width, height, chosen, choose }: PictureProps) {
  const marks = useRef(new Map<string, SVGGElement>());
  const [at, setAt] = useState(0);
  const [under, setUnder] = useState<string | null>(null);
  const names = useMemo(() => labelled(nodes, width), [nodes, width]);
  const lit = chosen ?? under;
  const near = useMemo(
    () => new Set(links.flatMap(({ from, to }) => (from.id === lit ? [to.id] : to.id === lit ? [from.id] : []))),
    [links, lit],
  );

  function pressed(event: KeyboardEvent, place: number) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -place, End: nodes.length - 1 - place }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.min(Math.max(place + step, 0), nodes.length - 1);
      setAt(next);
      marks.current.get(nodes[next]?.id ?? "")?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      toggle(nodes[place]);
    } else if (event.key === "Escape") choose(null);
  }
  const toggle = (node: Placed | undefined) => node && choose(node.id === chosen ? null : node.id);

  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Who cites whom" className={lit === null ? "picture" : "picture lit"}>
      {links.map(({ from, to, width: stroke }) => (
        <line
          key={`${from.id}\n${to.id}`}
          className={from.id === lit || to.id === lit ? "link near" : "link"}
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
          strokeWidth={stroke}
        />
      ))}
      {nodes.map((node, place) => {
        const shown = node.id === lit || near.has(node.id);
        return (
          <g
            key={node.id}
            ref={(element) => {
              if (element) marks.current.set(node.id, element);
              else marks.current.delete(node.id);
            }}
            className={`node ${node.kind === "outlet" ? "outlet" : ""} ${shown ? "near" : ""}`}
            transform={`translate(${node.x} ${node.y})`}
            role="button"
            aria-pressed={node.id === chosen}
            aria-label={`${node.name}, ${kindWords(node.kind)}, ${count(node.claims, "claim")}`}
            tabIndex={place === Math.min(at, nodes.length - 1) ? 0 : -1}
            onClick={() => toggle(node)}
            onKeyDown={(event) => pressed(event, place)}
            onFocus={() => {
              setAt(place);
              setUnder(node.id);
            }}
            onBlur={() => setUnder(null)}
            onPointerEnter={() => setUnder(node.id)}
            onPointerLeave={() => setUnder(null)}
          >
            <title>{`${node.name}, ${count(node.claims, "claim")}`}</title>
            <circle r={Math.max(12, node.r)} className="target" />
            {node.kind === "outlet" ? <rect x={-node.r} y={-node.r} width={2 * node.r} height={2 * node.r} /> : <circle r={node.r} />}
          </g>
        );
      })}
      {/* Names last: no mark covers them. */}
      <g aria-hidden="true" className="names">
        {nodes.map((node) => {
          const shown = node.id === lit || near.has(node.id);
          return (names.has(node.id) || shown) && <Name key={node.id} node={node} side={names.get(node.id) ?? "below"} shown={shown} />;
        })}
      </g>
    </svg>
  );
}

function Name({ node: { name, x, y, r }, side, shown }: { node: Placed; side: Side; shown: boolean }) {
  const anchor = side === "right" ? "start" : side === "left" ? "end" : "middle";
  const dx = side === "right" ? r + 3 : side === "left" ? -r - 3 : 0;
  const dy = side === "below" ? r + 12 : side === "above" ? -r - 5 : 4;
  return (
    <text x={x + dx} y={y + dy} textAnchor={anchor} className={shown ? "near" : undefined}>
      {shortName(name)}
    </text>
  );
}
