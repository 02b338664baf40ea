import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { followLedger } from "./api/live";
import { client } from "./api/queries";
import { routeOf } from "./shell/routes";
import { Shell } from "./shell/Shell";
import "./style/tokens.css";
import "./style/base.css";
import "./style/shared.css";

followLedger();

const root = document.getElementById("page");
if (!root) throw new Error("index.html has no #page");

function show(root: HTMLElement) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Shell />
      </QueryClientProvider>
    </StrictMode>,
  );
}

// The first page's chunk comes with the first paint where it is quick; a slow one is not waited for.
const first = routeOf(location.pathname)?.chunk.load() ?? Promise.resolve();
const slow = new Promise((resolve) => setTimeout(resolve, 100));
void Promise.race([first.catch(() => undefined), slow]).then(() => show(root));
