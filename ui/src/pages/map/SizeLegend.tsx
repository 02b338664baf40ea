import { grouped } from "../../parts/format";
import { largestRadius, legendSizes, radiusOf } from "./circles";

/** What the circles' sizes and their dark discs mean. */
export function SizeLegend({ most, placeless }: { most: number; placeless: number }) {
  return (
    <p className="size-legend small soft">
      {legendSizes(most).map((events) => {
        const radius = radiusOf(events, most, largestRadius(most));
        return (
          <span key={events} className="size">
            <svg width={radius * 2 + 2} height={radius * 2 + 2} aria-hidden="true"><circle cx={radius + 1} cy={radius + 1} r={radius} /></svg>
            {grouped(events)}
          </span>
        );
      })}
      <span>events; dark disc: said to be certain</span>
      {placeless > 0 && <span>{grouped(placeless)} more without a place</span>}
    </p>
  );
}
