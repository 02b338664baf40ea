// Characters that a reader cannot see but that can deceive: controls, direction overrides, zero widths. They are shown by name.

const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

export interface TextPart {
  text: string;
  hidden: boolean;
}

/** Cuts a text into what is shown as it is and single characters that are shown by name. */
export function textParts(text: string): TextPart[] {
  if (!HIDDEN.test(text)) return [{ text, hidden: false }];
  return text
    .split(new RegExp(`(${HIDDEN.source})`, "u"))
    .map((part, place) => ({ text: part, hidden: place % 2 === 1 }))
    .filter((part) => part.text !== "");
}

/** "U+202E" */
export const characterName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
