// The kinds of those who speak, in words.

const KINDS: Readonly<Record<string, string>> = {
  person: "person",
  organization: "organisation",
  country: "country",
  place: "place",
  group: "group",
  outlet: "outlet",
  document: "document",
  unnamed: "unnamed",
  author: "outlet",
  other: "other",
};

export const kindWords = (kind: string): string => KINDS[kind] ?? kind;

/** The Admiralty code of a source: how reliable it is, as a person judges. */
export const RELIABILITY: readonly (readonly [string, string])[] = [
  ["A", "completely reliable"],
  ["B", "usually reliable"],
  ["C", "fairly reliable"],
  ["D", "not usually reliable"],
  ["E", "unreliable"],
  ["F", "cannot be judged"],
];
