import { expect, test } from "vitest";
import type { Found } from "../src/api/contract";
import { api, useDesk } from "./harness";

const desk = useDesk();

test("the field in the head searches as one types, by keyboard alone", () =>
  desk.at("/", async (view) => {
    const { keyboard } = view.page;
    await keyboard.press("/");
    await keyboard.type("toktog");
    const options = view.page.getByRole("listbox", { name: "Found" }).getByRole("option");
    await options.first().waitFor();
    const field = view.page.getByRole("combobox", { name: "Search findings, articles and sources" });
    expect(await field.getAttribute("aria-expanded")).toBe("true");
    await view.expectAccessible();
    await keyboard.press("ArrowDown");
    const id = await field.getAttribute("aria-activedescendant");
    expect(await options.first().getAttribute("id")).toBe(id);
    expect(await options.first().getAttribute("aria-selected")).toBe("true");
    await keyboard.press("Escape");
    expect(await options.count()).toBe(0);
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await view.page.waitForURL(/\/(findings|articles|sources)\//);
  }));

test("Enter without a choice opens everything that was found", async () => {
  const found = await api<Found>(desk.server, "/search?q=reservoir&limit=20");
  await desk.at("/", async (view) => {
    await view.page.getByRole("combobox", { name: /^Search/ }).fill("reservoir");
    await view.page.keyboard.press("Enter");
    await view.page.waitForURL(/\/search\?q=reservoir/);
    await view.page.getByRole("heading", { name: "Articles" }).waitFor();
    expect(await view.page.locator("section[aria-labelledby='found-findings'] li").count()).toBe(found.findings.length);
    expect(await view.page.locator("section[aria-labelledby='found-articles'] li").count()).toBe(found.articles.length);
    expect((await view.page.locator(".snippet mark").first().innerText()).toLowerCase()).toContain("reservoir");
  });
});

test("the search page answers while one types, and its address can be sent", () =>
  desk.at("/search?q=ferry", async (view) => {
    await view.page.getByRole("heading", { name: "Articles" }).waitFor();
    const words = view.page.getByRole("searchbox", { name: /^Words/ });
    expect(await words.inputValue()).toBe("ferry");
    await words.fill("reservoir");
    await view.page.waitForURL(/q=reservoir/);
    await expect.poll(() => view.page.locator(".snippet mark").first().innerText()).toMatch(/reservoir/i);
    await words.fill("zzzzzz");
    await view.page.getByText("Nothing in this ledger has these words.").waitFor();
  }));

test("without words the page lists the articles", () =>
  desk.at("/search", async (view) => {
    await view.page.getByRole("heading", { name: /All articles/ }).waitFor();
    await expect.poll(() => view.page.locator(".newest li").count()).toBe(35);
  }));

for (const [name, options] of [
  ["light", {}],
  ["dark", { dark: true }],
  ["narrow", { width: 360, height: 780 }],
] as const) {
  test(`what was found is accessible and nothing sticks out: ${name}`, () =>
    desk.at(
      "/search?q=kursk",
      async (view) => {
        await view.page.getByRole("heading", { name: "Articles" }).waitFor();
        await view.expectAccessible();
        expect(await view.overflows()).toBe(false);
      },
      options,
    ));
}
