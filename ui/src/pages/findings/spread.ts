// A finding's numbers in one line: which values stand against each other.
import type { Finding } from "../../api/contract";
import { range, unitWords } from "../../parts/format";

/** Values side by side; beyond these only the ends are named. */
const SIDE_BY_SIDE = 3;

/** "200 / 350 men"; ranges of one source keep their dash: "800–1,200 troops". */
export function spread(numbers: Finding["numbers"]): string[] {
  const groups = new Map<string, { low: number | null; high: number | null }[]>();
  for (const { of, low, high } of numbers) {
    const group = groups.get(of ?? "") ?? [];
    if (!group.some((known) => known.low === low && known.high === high)) group.push({ low, high });
    groups.set(of ?? "", group);
  }
  return [...groups].map(([of, values]) => {
    const sorted = values.toSorted((one, other) => edge(one) - edge(other));
    const words = sorted.map(({ low, high }) => range(low, high));
    const shown = words.length <= SIDE_BY_SIDE ? words.join(" / ") : `${words[0]} … ${words.at(-1)} (${words.length} values)`;
    return of ? `${shown} ${unitWords(of)}` : shown;
  });
}

const edge = ({ low, high }: { low: number | null; high: number | null }): number => low ?? high ?? 0;
