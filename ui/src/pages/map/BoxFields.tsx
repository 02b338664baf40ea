import { useEffect, useId, useState } from "react";
import type { FormEvent } from "react";
import { boxOf } from "./selection";
import type { Box } from "./selection";

const SIDES = ["West", "South", "East", "North"] as const;

/** The area in degrees, for those who know it or cannot draw it. */
export function BoxFields({ box, onBox }: { box: Box | null; onBox: (box: Box | null) => void }) {
  const id = useId();
  const text = box?.join(",") ?? "";
  const [typed, setTyped] = useState<string[]>([]);
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setTyped(text === "" ? ["", "", "", ""] : text.split(","));
    setWrong(false);
  }, [text]);
  function submit(event: FormEvent) {
    event.preventDefault();
    const [west = NaN, south = NaN, east = NaN, north = NaN] = typed.map((one) => (one.trim() === "" ? NaN : Number(one)));
    const next = boxOf(west, south, east, north);
    setWrong(next === null);
    if (next) onBox(next);
  }
  return (
    <details className="box-details">
      <summary className="small">{box === null ? "Area in degrees" : `Area: ${box.join(", ")}`}</summary>
      <form className="box-fields" onSubmit={submit} aria-label="Area in degrees">
        {SIDES.map((side, index) => (
          <div key={side} className="field">
            <label htmlFor={`${id}-${side}`}>{side}</label>
            <input id={`${id}-${side}`} inputMode="decimal" size={6} value={typed[index] ?? ""} aria-invalid={wrong} aria-describedby={wrong ? `${id}-wrong` : undefined} onChange={(event) => setTyped(typed.map((one, place) => (place === index ? event.target.value : one)))} />
          </div>
        ))}
        <button type="submit">Take this area</button>
        {box !== null && <button type="button" className="quiet" onClick={() => onBox(null)}>Everywhere</button>}
        {wrong && <p id={`${id}-wrong`} className="small" role="alert">Give four numbers in degrees, west less than east and south less than north.</p>}
      </form>
    </details>
  );
}
