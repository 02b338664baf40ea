import { expect, test } from "vitest";
import type { Network, Page, Source, SourceView } from "../src/api/contract";
import { api, useDesk } from "./harness";

const desk = useDesk();
const sources = async (query = "") => (await api<Page<Source>>(desk.server, `/sources${query}`)).rows;
const toPage = (key: string) => `/sources/${encodeURIComponent(key)}`;

async function first(): Promise<Source> {
  const [source] = await sources();
  if (!source) throw new Error("the stories have sources");
  return source;
}

test("the table tells who speaks, how often, and what became of it", () =>
  desk.at("/sources", async (view) => {
    const rows = await sources();
    expect(await view.page.locator(".sources-table tbody tr").count()).toBe(rows.length);
    const cells = await view.page.locator(".sources-table tbody tr").first().locator("td").allInnerTexts();
    const [source] = rows;
    expect(cells.slice(2, 8).map(Number)).toEqual([
      source?.claims,
      source?.corroborated,
      source?.confirmed,
      source?.disputed,
      source?.contradicted,
      source?.retracted,
    ]);
  }));

test("the table is filtered, and more rows are a step away", () =>
  desk.at("/sources", async (view) => {
    await view.page.getByRole("button", { name: "More sources" }).click();
    await expect.poll(() => view.page.locator(".sources-table tbody tr").count()).toBeGreaterThan(50);
    await view.page.getByLabel("Who says it").fill("Ministry");
    await view.page.waitForURL(/source=Ministry/);
    const wanted = (await sources("?source=Ministry")).length;
    expect(wanted).toBeGreaterThan(0);
    await expect.poll(() => view.page.locator(".sources-table tbody tr").count()).toBe(wanted);
  }));

test("a source's page tells how surely it speaks and who cites it", async () => {
  const source = await first();
  const { certainties, cited_by, recent } = await api<SourceView>(desk.server, toPage(source.key));
  await desk.at(toPage(source.key), async (view) => {
    expect(await view.page.locator("h1").innerText()).toBe(source.name);
    const sure = await view.page.locator("section[aria-labelledby='sureness'] td.n").allInnerTexts();
    expect(sure.map(Number)).toEqual(
      ["certain", "probable", "possible", "unknown"].map((level) => certainties.find(({ certainty }) => certainty === level)?.claims ?? 0),
    );
    expect(await view.page.locator("section[aria-labelledby='cited'] tr").count()).toBe(cited_by.length);
    expect(await view.page.locator(".recent li").count()).toBe(recent.length);
  });
});

test("a person grades a source, and takes the grade back", async () => {
  const source = await first();
  await desk.at(toPage(source.key), async (view) => {
    await view.page.getByLabel("Admiralty grade").selectOption("B");
    await view.page.getByLabel("Your name").fill("ada");
    await view.page.getByRole("button", { name: "Set the grade" }).click();
    await view.page.getByText("usually reliable", { exact: true }).waitFor();
    expect((await sources()).find(({ key }) => key === source.key)?.reliability).toBe("B");
    await view.page.getByRole("button", { name: "Undo" }).click();
    await view.page.getByText("Nobody graded it yet.").waitFor();
  });
});

test("the network is drawn and stands in a table; a name shows only its links, by keyboard too", async () => {
  const network = await api<Network>(desk.server, "/network?limit=120");
  await desk.at("/network", async (view) => {
    const { page } = view;
    expect(await page.locator(".picture .node").count()).toBe(network.nodes.length);
    expect(await page.locator(".network-table tbody tr").count()).toBe(network.links.length);
    await page.locator(".picture .node[tabindex='0']").focus();
    const one = await view.focused();
    await page.keyboard.press("ArrowRight");
    expect(await view.focused()).not.toBe(one);
    await page.keyboard.press("Home");
    expect(await view.focused()).toBe(one);
    await page.keyboard.press("Enter");
    await page.waitForURL(/node=/);
    await expect.poll(() => page.locator(".network-table tbody tr").count()).toBeLessThan(network.links.length);
    await page.getByRole("button", { name: "Show all links" }).click();
    await expect.poll(() => page.locator(".network-table tbody tr").count()).toBe(network.links.length);
  });
});

test("the network looks the same each time", async () => {
  const drawn: string[] = [];
  for (let time = 0; time < 2; time += 1)
    await desk.at("/network", async (view) => void drawn.push(await view.page.locator(".picture").innerHTML()));
  expect(drawn[0]).toBe(drawn[1]);
});

for (const address of ["/sources", "/network"]) {
  for (const [name, options] of [
    ["light", {}],
    ["dark", { dark: true }],
    ["narrow", { width: 360, height: 780 }],
    ["forced colours", { forcedColors: true }],
  ] as const) {
    test(`${address} is accessible and nothing sticks out: ${name}`, () =>
      desk.at(
        address,
        async (view) => {
          await view.expectAccessible();
          expect(await view.overflows()).toBe(false);
        },
        options,
      ));
  }
}

test("a source's page is accessible and nothing sticks out", async () => {
  const source = await first();
  for (const options of [{}, { dark: true }, { width: 360, height: 780 }]) {
    await desk.at(
      toPage(source.key),
      async (view) => {
        await view.expectAccessible();
        expect(await view.overflows()).toBe(false);
      },
      options,
    );
  }
});
