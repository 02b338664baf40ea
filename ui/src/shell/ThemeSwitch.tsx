import { useState } from "react";
import { after, setTheme, theme } from "./theme";
import type { Theme } from "./theme";

const SIGN: Readonly<Record<Theme, string>> = { system: "◐", light: "☀", dark: "☾" };
const WORDS: Readonly<Record<Theme, string>> = { system: "as the system", light: "light", dark: "dark" };

/** Steps from the system's theme to light to dark. */
export function ThemeSwitch() {
  const [current, setCurrent] = useState(theme);
  const words = `Theme: ${WORDS[current]}. Change to ${WORDS[after[current]]}`;
  return (
    <button
      type="button"
      className="icon quiet"
      aria-label={words}
      title={words}
      onClick={() => {
        setTheme(after[current]);
        setCurrent(after[current]);
      }}
    >
      <span aria-hidden="true">{SIGN[current]}</span>
    </button>
  );
}
