// Pictures of each page, for the documents: `npm run screenshots`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, test } from "vitest";
import type { Finding, Overview, Page, Source } from "../src/api/contract";
import { api, purport, storyFiles, useDesk } from "./harness";
import type { View, ViewOptions } from "./harness";

const OUT = path.join(import.meta.dirname, "../../docs/screenshots");

// A visit in the middle of the last story: what comes after it is what changed since.
const folder = mkdtempSync(path.join(tmpdir(), "purport-screenshots-"));
afterAll(() => rmSync(folder, { recursive: true }));
const stories = storyFiles();
const last = readFileSync(stories.at(-1) ?? "", "utf8")
  .trimEnd()
  .split("\n");
const part = (name: string, lines: readonly string[]): string => {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
};
const before = part("before.jsonl", last.slice(0, 6));
const after = part("after.jsonl", last.slice(6));
const desk = useDesk([...stories.slice(0, -1), before]);

async function shoot(name: string, address: string, options: ViewOptions = {}, prepare?: (view: View) => Promise<void>): Promise<void> {
  await desk.at(
    address,
    async (view) => {
      await prepare?.(view);
      await view.settled();
      await view.page.waitForTimeout(500);
      await view.page.screenshot({ path: path.join(OUT, `${name}.png`) });
    },
    options,
  );
}

test("pictures of each page", async () => {
  mkdirSync(OUT, { recursive: true });
  const { ledger, latest } = await api<Overview>(desk.server, "/overview");
  purport("add", "--ledger", desk.server.ledger, after);
  const findings = (await api<Page<Finding>>(desk.server, "/findings?several=true&limit=500")).rows;
  const telling = findings.toSorted((one, other) => weight(other) - weight(one))[0];
  const sources = (await api<Page<Source>>(desk.server, "/sources")).rows;
  if (!telling || !sources[1]) throw new Error("the stories have findings and sources");
  const finding = `/findings/${encodeURIComponent(telling.id)}`;
  const remembered = { [`purport.seen:${ledger}`]: latest ?? "" };

  await shoot("findings", "/", { remembered }, (view) => view.page.locator(".changes summary").click());
  await shoot("findings-dark", "/", { dark: true });
  await shoot("finding", finding);
  await shoot("finding-narrow", finding, { width: 360, height: 780 });
  await shoot("article", "/articles/a02?claim=c1");
  await shoot("compare", "/articles/a06/compare/a02");
  await shoot("sources", "/sources");
  await shoot("source", `/sources/${encodeURIComponent(sources[1].key)}`);
  await shoot("network", "/network");
  await shoot("map", "/map");
  await shoot("review", "/review");
  await shoot("add", "/add");
  await shoot("search", "/search?q=kursk");
});

/** The finding that shows most of what a story is: both sides, numbers, changes, several origins. */
function weight({ claims, numbers, history, origins_for, origins_against }: Finding): number {
  const against = claims.filter((claim) => claim.relation === "denies").length;
  return (
    (against > 0 ? 3 : 0) +
    (numbers.length > 1 ? 3 : 0) +
    2 * history.length +
    origins_for +
    3 * origins_against +
    Math.min(claims.length, 8) / 2
  );
}
