// Every page, its address and the chunk that holds it. The chunks are asked for only when their page is.
import type { ComponentType } from "react";
import { match } from "../router/match";

type Given = Record<string, string>;
export type PageComponent = ComponentType<Given>;

/** A page's chunk: asked for once, kept. */
export interface Chunk {
  page: PageComponent | null;
  load: () => Promise<void>;
}

/** A page whose properties are the parts of its address: the pattern names what the component asks for. */
function page<Properties extends object>(pattern: string, load: () => Promise<{ default: ComponentType<Properties> }>) {
  // Own code instead of React's lazy: that holds a page back for 300 ms once a placeholder was shown.
  const chunk: Chunk = {
    page: null,
    load: async () => {
      chunk.page ??= (await load()).default as unknown as PageComponent;
    },
  };
  return { pattern, chunk };
}

const ROUTES = [
  page("/", () => import("../pages/findings/FindingsPage")),
  page("/findings/:id", () => import("../pages/finding/FindingPage")),
  page("/articles/:id", () => import("../pages/article/ArticlePage")),
  page("/articles/:later/compare/:earlier", () => import("../pages/compare/ComparePage")),
  page("/map", () => import("../pages/map/MapPage")),
  page("/sources", () => import("../pages/sources/SourcesPage")),
  page("/sources/:source", () => import("../pages/source/SourcePage")),
  page("/network", () => import("../pages/network/NetworkPage")),
  page("/review", () => import("../pages/review/ReviewPage")),
  page("/add", () => import("../pages/add/AddPage")),
  page("/search", () => import("../pages/search/SearchPage")),
];

export interface Route {
  pattern: string;
  chunk: Chunk;
  params: Given;
}

/** The page of a path; null where there is none. */
export function routeOf(pathname: string): Route | null {
  for (const route of ROUTES) {
    const params = match(route.pattern, pathname);
    if (params) return { ...route, params };
  }
  return null;
}
