// Who decides: asked once, kept in this browser, sent with every review.
import { useSyncExternalStore } from "react";

const STORED = "purport.author";
const CHANGED = "purport:author";

const read = (): string => {
  try {
    return localStorage.getItem(STORED) ?? "";
  } catch {
    return "";
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

/** The reviewer's name, empty while nobody gave one, and the way to give it. */
export function useAuthor(): [string, (name: string) => void] {
  const author = useSyncExternalStore(subscribe, read);
  return [
    author,
    (name) => {
      localStorage.setItem(STORED, name.trim());
      dispatchEvent(new Event(CHANGED));
    },
  ];
}
