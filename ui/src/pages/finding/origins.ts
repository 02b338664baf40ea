// A finding's claims by where they come from in the end, copies folded under what they repeat.
import type { Story, StoryClaim } from "../../api/contract";
import { isAgainst } from "../../parts/standing";

export interface Told {
  claim: StoryClaim;
  copies: StoryClaim[];
}

export interface Origin {
  name: string;
  claims: Told[];
  /** How many of its claims, copies included, stand on which side. */
  pro: number;
  con: number;
  neutral: number;
}

/** The claim that a copy goes back to in the end, within the finding. */
function root(claim: StoryClaim, byId: ReadonlyMap<string, StoryClaim>): StoryClaim {
  const seen = new Set<string>();
  for (let now = claim; ;) {
    const next = now.copy_of === null || seen.has(now.id) ? undefined : byId.get(now.copy_of);
    if (!next) return now;
    seen.add(now.id);
    now = next;
  }
}

/** The origins in the order in which they first spoke; the server gives the claims in order of publication. */
export function byOrigin(claims: readonly StoryClaim[]): Origin[] {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const origins = new Map<string, Origin>();
  const told = new Map<string, Told>();
  for (const claim of claims) {
    let origin = origins.get(claim.origin);
    if (!origin) origins.set(claim.origin, (origin = { name: claim.origin, claims: [], pro: 0, con: 0, neutral: 0 }));
    if (isAgainst(claim.relation)) origin.con += 1;
    else if (claim.relation === "mentions") origin.neutral += 1;
    else origin.pro += 1;
    const first = root(claim, byId);
    const under = first.id === claim.id ? undefined : told.get(first.id);
    // A copy on the other side of its original says something of its own: it stands open.
    if (under && isAgainst(under.claim.relation) === isAgainst(claim.relation)) under.copies.push(claim);
    else {
      const entry = { claim, copies: [] };
      told.set(claim.id, entry);
      origin.claims.push(entry);
    }
  }
  return [...origins.values()];
}

/** Which side an origin stands on, in words. */
export function side(origin: Origin): "for" | "against" | "both" | "neither" {
  if (origin.pro > 0 && origin.con > 0) return "both";
  if (origin.con > 0) return "against";
  return origin.pro > 0 ? "for" : "neither";
}

/** Those that take a side first, in the order in which they spoke; then those that take none. */
export const sidesFirst = (origins: readonly Origin[]): Origin[] => [
  ...origins.filter((origin) => side(origin) !== "neither"),
  ...origins.filter((origin) => side(origin) === "neither"),
];

export interface Lane {
  origin: string;
  place: number;
  claims: StoryClaim[];
}

export interface Lanes {
  pro: Lane[];
  con: Lane[];
  neutral: Lane[];
}

const first = (lane: Lane): number => Math.min(...lane.claims.map((claim) => (claim.said === null ? Infinity : Date.parse(claim.said))));

/** What the timeline draws: a lane for each origin on each side, in the order in which they first spoke on it. */
export function lanes(origins: readonly Origin[]): Lanes {
  const of = (belongs: (claim: StoryClaim) => boolean): Lane[] =>
    origins
      .map(({ name, claims }, place) => ({
        origin: name,
        place,
        claims: claims.flatMap(({ claim, copies }) => [claim, ...copies]).filter(belongs),
      }))
      .filter((lane) => lane.claims.length > 0)
      .sort((one, other) => (first(one) === first(other) ? 0 : first(one) - first(other)));
  return {
    pro: of(({ relation }) => relation === "supports" || relation === "differs"),
    con: of(({ relation }) => isAgainst(relation)),
    neutral: of(({ relation }) => relation === "mentions"),
  };
}

/** Stretches of time and the standing that held in them; the last reaches to the end. */
export function stretches(history: Story["history"], end: number): { standing: Story["standing"]; from: number; to: number }[] {
  const dated = history
    .flatMap(({ at, standing }) => (at === null ? [] : [{ standing, from: Date.parse(at) }]))
    .filter(({ from }) => Number.isFinite(from));
  return dated.map(({ standing, from }, place) => ({ standing, from, to: dated[place + 1]?.from ?? end }));
}
