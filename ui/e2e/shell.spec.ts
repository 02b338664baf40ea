import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { api, launch, openView, purport, startServer, useDesk } from "./harness";
import type { View } from "./harness";

const desk = useDesk();
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const paper = (view: View) => view.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test("the theme follows the system, can be chosen, and is kept without a flash", () =>
  desk.at("/", async (view) => {
    const light = await paper(view);
    await view.page.getByRole("button", { name: /^Theme: as the system/ }).click();
    expect(await paper(view)).toBe(light);
    await view.page.getByRole("button", { name: /^Theme: light/ }).click();
    const dark = await paper(view);
    expect(dark).not.toBe(light);
    // The first paint has it already: the script in the head runs before there is anything to paint.
    await view.page.reload({ waitUntil: "commit" });
    await view.page.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
    await view.settled();
    expect(await paper(view)).toBe(dark);
  }));

test("every page is a step away, and the back button goes back", () =>
  desk.at("/", async (view) => {
    for (const [name, address] of [
      ["Map", "/map"],
      ["Sources", "/sources"],
      ["Review", "/review"],
      ["Add", "/add"],
      ["Findings", "/"],
    ] as const) {
      await view.page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
      await view.page.waitForURL((url) => url.pathname === address);
      await view.settled();
      expect(await view.page.getByRole("link", { name, exact: true }).first().getAttribute("aria-current")).toBe("page");
      expect(await view.page.title()).toContain("Purport");
    }
    await view.page.goBack();
    await view.page.waitForURL(/\/add$/);
  }));

test("the skip link leads to the content", () =>
  desk.at("/", async (view) => {
    await view.page.keyboard.press("Tab");
    await view.page.keyboard.press("Enter");
    expect(await view.page.evaluate(() => document.activeElement?.id)).toBe("main");
  }));

test("an address without a page is told, with a way on", () =>
  desk.view().then(async (view) => {
    await view.page.goto(`${view.origin}/nowhere/at/all`);
    await view.page.getByText("There is no page at this address.").waitFor();
    await view.expectAccessible();
    await view.page.getByRole("link", { name: "Go to the findings" }).click();
    await view.settled();
    await view.close();
  }));

test("what the ledger learns appears by itself", () =>
  desk.at("/?all=true", async (view) => {
    await view.page.locator(".live-sign.live").waitFor();
    const text = "BERLIN — The harbour master of Tallinn, Juhan Kask, said on Monday that the new breakwater had cracked in the storm.";
    await api(desk.server, "/articles", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text, title: "Breakwater cracks", publisher: "Baltic Observer", published: "2026-09-01T09:00:00Z" }),
    });
    await view.page.getByText("The new breakwater had cracked in the storm").waitFor({ timeout: 20_000 });
  }));

test("a server that is gone is told, and the page goes on when it is back", async () => {
  const server = await startServer([]);
  const browser = await launch();
  const view = await openView(browser, server);
  view.expected = /Failed to load|ERR_/;
  await view.open("/");
  expect(await view.page.getByText("This ledger is empty.").isVisible()).toBe(true);
  await view.expectAccessible();
  server.stop();
  await view.page.locator(".live-sign.lost").waitFor();
  expect(await view.page.locator(".live-sign").innerText()).toBe("not connected");
  await view.close();
  await browser.close();
});

test("a server with keys asks for one, and a wrong one is told", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "purport-keys-"));
  folders.push(folder);
  const keys = path.join(folder, "keys.toml");
  const key =
    purport("key", "ada", "--scopes", "read", "--keys", keys)
      .trim()
      .split(/\s+/)
      .find((word) => word.length > 20) ?? "";
  const server = await startServer([], ["--keys", keys]);
  const browser = await launch();
  const view = await openView(browser, server);
  view.expected = /401/;
  await view.open("/");
  await view.page.getByRole("heading", { name: "This ledger asks for a key" }).waitFor();
  await view.expectAccessible();
  await view.page.getByLabel("Access key").fill("wrong");
  await view.page.keyboard.press("Enter");
  await view.page.getByText("The server did not accept that key.").waitFor();
  await view.page.getByLabel("Access key").fill(key);
  await view.page.getByRole("button", { name: "Open the ledger" }).click();
  await view.page.getByRole("heading", { name: "Findings" }).waitFor();
  await view.page.locator(".live-sign.live").waitFor();
  await view.close();
  await browser.close();
  server.stop();
});

test("all that is needed before the map weighs little", () => {
  const assets = path.join(import.meta.dirname, "../../crates/purport-server/page/assets");
  const files = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name) && !/^(MapPage|countries|land)/.test(name));
  const weight = files.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(assets, name)), { level: 9 }).length, 0);
  expect(weight).toBeLessThan(180_000);
});
