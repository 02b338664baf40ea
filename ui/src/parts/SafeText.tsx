import { characterName, textParts } from "./safe-text";

/** Text from outside: a text node of its own direction, in which nothing hides. */
export function SafeText({ text }: { text: string }) {
  return (
    <bdi>
      {textParts(text).map((part, place) =>
        part.hidden ? (
          <span key={place} className="control-mark" title="a hidden character">
            {characterName(part.text)}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
