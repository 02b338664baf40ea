// How much of the reading is marked in a text: a person's choice, kept in this browser.
import { useSyncExternalStore } from "react";

export type Marking = "all" | "chosen" | "none";
export const MARKINGS: readonly (readonly [Marking, string])[] = [["all", "all"], ["chosen", "only the chosen claim"], ["none", "none, plain text"]];

const STORED = "purport.marks";
const CHANGED = "purport:marks";

const read = (): Marking => {
  try {
    const kept = localStorage.getItem(STORED);
    return kept === "chosen" || kept === "none" ? kept : "all";
  } catch {
    return "all";
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

export function useMarking(): [Marking, (marking: Marking) => void] {
  const marking = useSyncExternalStore(subscribe, read);
  return [
    marking,
    (next) => {
      localStorage.setItem(STORED, next);
      dispatchEvent(new Event(CHANGED));
    },
  ];
}
