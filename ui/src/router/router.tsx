// The address bar as state: what is shown depends on path and query alone, so every view can be sent as a link.
//
// Own code instead of a library: ids hold slashes and per cent signs, and only a router that matches the raw path and decodes
// each part once gives them back unchanged.
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { AnchorHTMLAttributes, MouseEvent, Ref } from "react";

const MOVED = "purport:moved";

let back = false;
addEventListener("popstate", () => (back = true));

/** Whether the address last changed by the browser's own buttons: who comes back goes on where they were. */
export const cameBack = (): boolean => back;

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(MOVED, listener);
  };
}

/** Goes to an address of this page; `replace` leaves no step for the back button. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === location.pathname + location.search + location.hash) return;
  back = false;
  const moved = new URL(to, location.href).pathname !== location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  dispatchEvent(new Event(MOVED));
  if (moved && !replace) scrollTo(0, 0);
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

export type QueryUpdate = (query: URLSearchParams) => void;

/** The query of the address and a function that changes it in place. */
export function useQueryString(): [URLSearchParams, (update: QueryUpdate, options?: { replace?: boolean }) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const set = useCallback((update: QueryUpdate, options?: { replace?: boolean }) => {
    const next = new URLSearchParams(location.search);
    update(next);
    const text = next.toString();
    navigate(location.pathname + (text ? `?${text}` : ""), options);
  }, []);
  return [query, set];
}

export interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  to: string;
  replace?: boolean;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link inside the page: a plain one for new tabs and copying, without a reload otherwise. */
export function Link({ to, replace, onClick, ...rest }: LinkProps) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to, { replace });
  }
  return <a href={to} onClick={follow} {...rest} />;
}
