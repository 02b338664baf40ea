// The six standings: word, sign, and what each means in one line.
import type { Relation, Standing } from "../api/contract";

export const STANDINGS: readonly Standing[] = ["disputed", "denied", "retracted", "confirmed", "corroborated", "reported"];

export const SIGN: Readonly<Record<Standing, string>> = {
  disputed: "±",
  denied: "×",
  retracted: "↩",
  confirmed: "✓",
  corroborated: "+",
  reported: "·",
};

export const MEANING: Readonly<Record<Standing, string>> = {
  disputed: "Independent origins stand for it and against it.",
  denied: "It is denied, and nobody independent stands for it.",
  retracted: "Its own origin took it back.",
  confirmed: "A party to the event acknowledges it; nobody is against it.",
  corroborated: "Two or more independent origins stand for it; nobody is against it.",
  reported: "It rests on one origin, however many articles repeat it, or on nobody who commits to it.",
};

/** What a claim is to its finding. */
export const RELATION: Readonly<Record<Relation, string>> = {
  supports: "for",
  denies: "against",
  differs: "another number",
  mentions: "takes no side",
  withdraws: "takes it back",
};

export const isAgainst = (relation: Relation): boolean => relation === "denies" || relation === "withdraws";
