// Single keys as shortcuts. They are silent while someone types, while another key is held, and where the person switched them off
// (WCAG 2.1.4: speech input and unsteady hands set them off by accident).
import { useEffect, useRef, useSyncExternalStore } from "react";

const STORED = "purport.keys";
const CHANGED = "purport:keys";

const read = (): boolean => {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
};

function subscribe(listener: () => void): () => void {
  addEventListener(CHANGED, listener);
  addEventListener("storage", listener);
  return () => {
    removeEventListener(CHANGED, listener);
    removeEventListener("storage", listener);
  };
}

/** Whether single keys work here, and the switch. */
export function useShortcutsOn(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, read);
  return [
    on,
    (next) => {
      localStorage.setItem(STORED, next ? "on" : "off");
      dispatchEvent(new Event(CHANGED));
    },
  ];
}

/** Where a key already means something: text in fields, activation of controls. */
export function isTaken(key: string, target: { tagName: string; type?: string; isContentEditable?: boolean } | null): boolean {
  if (!target) return false;
  const name = target.tagName.toLowerCase();
  if (target.isContentEditable || name === "textarea" || name === "select") return true;
  if (name === "input") return !["checkbox", "radio", "button", "submit", "file"].includes(target.type ?? "text") || key === "Enter" || key === " ";
  return (key === "Enter" || key === " ") && ["a", "button", "summary"].includes(name);
}

/** Calls what stands under the name of a pressed key: `{ j: next, Escape: free }`. */
export function useKeys(bound: Readonly<Record<string, () => void>>, active = true): void {
  const latest = useRef(bound);
  latest.current = bound;
  useEffect(() => {
    if (!active) return;
    function pressed(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined;
      if (!act || isTaken(event.key, event.target instanceof HTMLElement ? event.target : null)) return;
      if (document.querySelector("dialog[open]") !== null) return;
      // Escape is no character: it works with shortcuts switched off, too.
      if (event.key.length === 1 && !read()) return;
      event.preventDefault();
      act();
    }
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [active]);
}
