// The frame of every page: skip link, navigation, search, and the page that the address means.
import { useEffect, useRef, useState } from "react";
import { ApiError, accessKey } from "../api/client";
import { useOverview } from "../api/queries";
import { useKeys } from "../parts/keys";
import { Loading } from "../parts/Notes";
import { Link, usePathname } from "../router/router";
import { Boundary } from "./Boundary";
import { KeyPage } from "./KeyPage";
import { KeysDialog } from "./KeysDialog";
import { LiveSign } from "./LiveSign";
import { routeOf } from "./routes";
import type { Route } from "./routes";
import { SearchField } from "./SearchField";
import { ThemeSwitch } from "./ThemeSwitch";
import { usePage } from "./use-page";
import "./shell.css";

const NAVIGATION = [
  { to: "/", name: "Findings", under: ["/findings"] },
  { to: "/map", name: "Map", under: [] },
  { to: "/sources", name: "Sources", under: ["/network"] },
  { to: "/review", name: "Review", under: [] },
  { to: "/add", name: "Add", under: [] },
];

const within = (pathname: string, base: string) => pathname === base || (base !== "/" && pathname.startsWith(`${base}/`));

export function Shell() {
  const pathname = usePathname();
  const overview = useOverview();
  const main = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  const [keysShown, showKeys] = useState(false);
  useKeys({ "?": () => showKeys(true) });
  // A new page begins at its beginning, for those who hear it too.
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // Unless the page has put it somewhere better.
    if (!main.current?.contains(document.activeElement) || document.activeElement === main.current)
      main.current?.focus({ preventScroll: true });
  }, [pathname]);
  const locked = overview.error instanceof ApiError && overview.error.status === 401;
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="shell-head">
        <Link to="/" className="brand serif">
          Purport
        </Link>
        <nav aria-label="Pages">
          <ul>
            {NAVIGATION.map(({ to, name, under }) => {
              const here = [to, ...under].some((base) => within(pathname, base));
              return (
                <li key={to}>
                  <Link
                    to={to}
                    aria-current={here ? (pathname === to ? "page" : "true") : undefined}
                    onPointerEnter={() => void routeOf(to)?.chunk.load()}
                  >
                    {name}
                  </Link>
                </li>
              );
            })}
          </ul>
        </nav>
        <SearchField />
        <LiveSign />
        <ThemeSwitch />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {locked ? <KeyPage refused={accessKey() !== null} /> : <Content pathname={pathname} />}
      </main>
      <KeysDialog open={keysShown} close={() => showKeys(false)} />
    </>
  );
}

function Content({ pathname }: { pathname: string }) {
  const route = routeOf(pathname);
  if (!route) {
    return (
      <>
        <div className="page-head">
          <h1>There is no page at this address.</h1>
        </div>
        <p>
          <Link to="/">Go to the findings</Link>, or search for what you were after.
        </p>
      </>
    );
  }
  return (
    <Boundary where={pathname}>
      <PageOf route={route} />
    </Boundary>
  );
}

function PageOf({ route: { chunk, params, pattern } }: { route: Route }) {
  const Page = usePage(chunk);
  return Page ? <Page key={pattern + JSON.stringify(params)} {...params} /> : <Loading />;
}
