import { factualityWords, signed } from "./wording";

/** The source's commitment, drawn on its scale from −3 (certainly not so) to +3 (certainly so). */
export function FactualityScale({ value }: { value: number | null }) {
  if (value === null) return <span className="soft">not read</span>;
  const at = (place: number) => 8 + ((place + 3) / 6) * 124;
  return (
    <span className="factuality">
      <svg viewBox="0 0 140 16" width="140" height="16" aria-hidden="true">
        <line x1={at(-3)} x2={at(3)} y1="8" y2="8" className="scale-line" />
        {[-3, -2, -1, 0, 1, 2, 3].map((place) => <line key={place} x1={at(place)} x2={at(place)} y1={place === 0 ? 3 : 5} y2={place === 0 ? 13 : 11} className="scale-line" />)}
        <circle cx={at(Math.max(-3, Math.min(3, value)))} cy="8" r="5" className="scale-mark" />
      </svg>
      <span><b className="tabular">{signed(value)}</b> <span className="soft">{factualityWords(value)}</span></span>
    </span>
  );
}
