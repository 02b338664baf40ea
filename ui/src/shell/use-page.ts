import { useEffect, useState } from "react";
import type { Chunk, PageComponent } from "./routes";

/** The page of a chunk once it is there; what fails on the way is thrown where the page would stand. */
export function usePage(chunk: Chunk): PageComponent | null {
  const [, again] = useState(0);
  // What this rendering shows: the chunk may arrive before the effect runs.
  const { page } = chunk;
  const [failure, setFailure] = useState<{ chunk: Chunk; error: unknown } | null>(null);
  useEffect(() => {
    if (page) return;
    let left = false;
    chunk.load().then(
      () => !left && again((times) => times + 1),
      (error: unknown) => !left && setFailure({ chunk, error }),
    );
    return () => {
      left = true;
    };
  }, [chunk, page]);
  if (failure?.chunk === chunk) throw failure.error;
  return page;
}
