import { expect, test } from "vitest";
import type { Finding, Overview, Page } from "../src/api/contract";
import { api, useDesk } from "./harness";
import type { View } from "./harness";

const desk = useDesk();
const lines = (view: View) => view.page.locator(".findings-table tbody tr");
const links = (view: View) =>
  view.page
    .locator(".findings-table tbody a")
    .evaluateAll((all) => all.map((link) => decodeURIComponent(link.getAttribute("href") ?? "").replace("/findings/", "")));
const listed = async (query: string) => (await api<Page<Finding>>(desk.server, `/findings${query}`)).rows.map((finding) => finding.id);

test("the start lists findings of several claims; a switch shows all, and the address says so", () =>
  desk.at("/", async (view) => {
    expect(await links(view)).toEqual(await listed("?several=true"));
    await view.page.getByLabel("Also findings of a single claim").check();
    await view.page.waitForURL(/\?all=true/);
    const all = await listed("");
    await expect.poll(() => links(view)).toEqual(all);
    await view.page.getByRole("button", { name: "More findings" }).click();
    await expect.poll(() => lines(view).count()).toBe(100);
    await view.page.goBack();
    const several = await listed("?several=true");
    await expect.poll(() => links(view)).toEqual(several);
  }));

test("a line tells standing, statement, origins, numbers and last change", () =>
  desk.at("/", async (view) => {
    const { rows } = await api<Page<Finding>>(desk.server, "/findings?several=true");
    const at = rows.findIndex((finding) => finding.origins_against > 0);
    const finding = rows[at];
    expect(finding).toBeDefined();
    const cells = (await lines(view).nth(at).locator("td").allInnerTexts()).map((text) => text.trim());
    expect(cells[0]).toContain(finding?.standing);
    expect(cells.slice(2, 5)).toEqual([String(finding?.origins_for), String(finding?.origins_against), String(finding?.claims.length)]);
    expect(cells[6]).toMatch(/^\d{1,2} \w+ \d{4}$/);
  }));

const TYPED = [
  ["Words in the article", "text", "reservoir"],
  ["Who says it", "source", "Ministry"],
  ["What it is about", "entity", "Toktogul"],
  ["Place", "place", "Kursk"],
  ["Country code", "country", "RUS"],
  ["Published from", "from", "2026-04-01"],
  ["Published to", "to", "2026-03-31"],
] as const;

for (const [label, name, value] of TYPED) {
  test(`the filter “${label}” narrows the list and stands in the address`, () =>
    desk.at("/?all=true", async (view) => {
      await view.page.getByLabel(label, { exact: true }).fill(value);
      await view.page.waitForURL(new RegExp(`[?&]${name}=${value}`));
      await view.settled();
      const wanted = await listed(`?${name}=${value}`);
      expect(wanted.length).toBeGreaterThan(0);
      await expect.poll(() => links(view)).toEqual(wanted);
      await view.page.reload();
      await view.settled();
      expect(await view.page.getByLabel(label, { exact: true }).inputValue()).toBe(value);
      await expect.poll(() => links(view)).toEqual(wanted);
      await view.page.getByRole("button", { name: /^Remove filter/ }).click();
      await expect.poll(() => new URL(view.page.url()).search).toBe("?all=true");
      await expect.poll(() => view.page.getByLabel(label, { exact: true }).inputValue()).toBe("");
    }));
}

const CHOSEN = [
  ["Event", "event", "CONSULT"],
  ["Certainty", "certainty", "probable"],
] as const;

for (const [label, name, value] of CHOSEN) {
  test(`the filter “${label}” narrows the list and stands in the address`, () =>
    desk.at("/?all=true", async (view) => {
      await view.page.getByLabel(label).selectOption(value);
      await view.page.waitForURL(new RegExp(`[?&]${name}=${value}`));
      const wanted = await listed(`?${name}=${value}`);
      expect(wanted.length).toBeGreaterThan(0);
      await expect.poll(() => links(view)).toEqual(wanted);
    }));
}

test("standings are chips that say how many there are, and list as many", async () => {
  const { standings } = await api<Overview>(desk.server, "/overview");
  for (const { standing, findings } of standings) {
    await desk.at("/", async (view) => {
      const chip = view.page.getByRole("button", { name: new RegExp(`^${standing}`) });
      expect(await chip.innerText()).toContain(String(findings));
      await chip.click();
      await view.page.waitForURL(new RegExp(`standing=${standing}`));
      await expect.poll(() => lines(view).count()).toBe(findings);
      await expect.poll(() => chip.getAttribute("aria-pressed")).toBe("true");
      await chip.click();
      await expect.poll(() => view.page.url()).not.toContain("standing");
    });
  }
});

test("several filters hold together, and no match says what to do", () =>
  desk.at("/?all=true&standing=disputed&text=nowhere", async (view) => {
    await view.page.getByText("No finding meets these filters.").waitFor();
    await view.page.getByRole("button", { name: "Clear all" }).click();
    await expect.poll(() => lines(view).count()).toBeGreaterThan(0);
  }));

test("what changed since the last visit is told, and can be marked as seen", async () => {
  const { ledger } = await api<Overview>(desk.server, "/overview");
  await desk.at(
    "/",
    async (view) => {
      const panel = view.page.getByRole("region", { name: "Since your last visit" });
      await panel.waitFor();
      expect(await panel.innerText()).toMatch(/\d+ new findings/);
      await panel.locator("summary").click();
      expect(await panel.locator("li").count()).toBeGreaterThan(0);
      expect(await view.page.locator(".change-mark").count()).toBeGreaterThan(0);
      await view.expectAccessible();
      await panel.getByRole("button", { name: "Mark as seen" }).click();
      await panel.waitFor({ state: "detached" });
      await view.page.reload();
      await view.settled();
      expect(await panel.count()).toBe(0);
    },
    { remembered: { [`purport.seen:${ledger}`]: "2020-01-01T00:00:00Z" } },
  );
});

test("on the first visit nothing is news", () =>
  desk.at("/", async (view) => expect(await view.page.getByRole("region", { name: "Since your last visit" }).count()).toBe(0)));

test("the list works by keyboard alone", () =>
  desk.at("/", async (view) => {
    const { keyboard } = view.page;
    await keyboard.press("Tab");
    expect(await view.focused()).toBe("a Skip to the content");
    await keyboard.press("j");
    const first = await view.focused();
    await keyboard.press("j");
    expect(await view.focused()).not.toBe(first);
    await keyboard.press("ArrowUp");
    expect(await view.focused()).toBe(first);
    await keyboard.press("Enter");
    await view.page.waitForURL(/\/findings\/.+/);
    await view.settled();
    await view.page.goBack();
    await view.page.waitForURL((url) => url.pathname === "/");
    await expect.poll(() => view.focused()).toBe(first);
    await keyboard.press("/");
    expect(await view.focused()).toContain("Search findings, articles and sources");
    await keyboard.press("Escape");
    await view.page.getByRole("heading", { name: "Findings" }).click();
    await keyboard.press("?");
    expect(await view.page.getByRole("dialog", { name: "Keys" }).isVisible()).toBe(true);
    await keyboard.press("Escape");
    expect(await view.page.getByRole("dialog").count()).toBe(0);
  }));

for (const [name, options] of [
  ["light", {}],
  ["dark", { dark: true }],
  ["narrow", { width: 360, height: 780 }],
  ["very wide", { width: 3840, height: 2160 }],
  ["forced colours", { forcedColors: true }],
] as const) {
  test(`the list is accessible and nothing sticks out: ${name}`, () =>
    desk.at(
      "/?all=true",
      async (view) => {
        await view.expectAccessible();
        expect(await view.overflows()).toBe(false);
      },
      options,
    ));
}

test("what was known on an earlier day is a filter, and goes along into the story", async () => {
  const { rows } = await api<Page<Finding>>(desk.server, "/findings?several=true");
  const known = rows[0]?.claims[0]?.known.slice(0, 10) ?? "";
  await desk.at("/", async (view) => {
    await view.page.getByLabel("As known on").fill("2020-01-01");
    await view.page.getByText("No finding meets these filters.").waitFor();
    await view.page.getByLabel("As known on").fill(known);
    await lines(view).first().locator("a").click();
    await view.page.waitForURL(new RegExp(`/findings/.+as_of=${known}`));
    await view.page.getByText(/^As the ledger knew it on/).waitFor();
    await view.page.getByRole("link", { name: "Show what is known now" }).click();
    await expect.poll(() => view.page.url()).not.toContain("as_of");
  });
});

test("what is listed can be exported", () =>
  desk.at("/?standing=corroborated", async (view) => {
    await view.page.getByText("Export", { exact: true }).click();
    const [download] = await Promise.all([
      view.page.waitForEvent("download"),
      view.page.getByRole("link", { name: "Findings, CSV" }).click(),
    ]);
    const text = await (await download.createReadStream()).setEncoding("utf8").toArray();
    const rows = text.join("").trim().split("\n");
    expect(rows.length - 1).toBe((await listed("?standing=corroborated")).length);
    expect(rows.slice(1).every((row) => row.includes("corroborated"))).toBe(true);
  }));
