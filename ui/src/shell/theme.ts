// Light, dark, or as the system has it. theme.js sets it before the first paint; this changes it.

export type Theme = "system" | "light" | "dark";
const KEY = "purport.theme";

export function theme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

export function setTheme(next: Theme): void {
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice holds until the page is left.
  }
}

export const after: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };
