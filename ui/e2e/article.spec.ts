import { expect, test } from "vitest";
import type { ArticleView } from "../src/api/contract";
import { api, useDesk } from "./harness";
import type { View } from "./harness";

const desk = useDesk();
const article = (id: string) => api<ArticleView>(desk.server, `/articles/${id}`);

/** The text in the page, without the notes that the page puts into it. */
const shownText = (view: View): Promise<string[]> =>
  view.page.locator(".article-text p").evaluateAll((blocks) =>
    blocks.map((block) => {
      const copy = block.cloneNode(true) as HTMLElement;
      for (const note of copy.querySelectorAll(".again-note")) note.remove();
      return copy.textContent ?? "";
    }),
  );
const paragraphs = (text: string): string[] => text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");

test("the text stands as it was read, every claim marked in it with its certainty", async () => {
  const { reading } = await article("a02");
  await desk.at("/articles/a02", async (view) => {
    expect(await shownText(view)).toEqual(paragraphs(reading.article.text));
    for (const [index, claim] of reading.claims.entries()) {
      const first = claim.content[0];
      if (!first) continue;
      const words = await view.page.locator(`.article-text [data-claims~="${index}"].content`).allInnerTexts();
      expect(words.join("").replace(/\s/g, "")).toContain([...reading.article.text].slice(...first).join("").replace(/\s/g, ""));
    }
    expect(await view.page.locator(".article-text .lane-a-possible, .article-text .lane-b-possible, .article-text .lane-a-probable, .article-text .lane-b-probable").count()).toBeGreaterThan(0);
    expect(await view.page.locator(".article-text .hedge").count()).toBeGreaterThan(0);
    expect(await view.page.locator(".article-text .negation").count()).toBeGreaterThan(0);
    const glyphs = await view.page.locator(".article-text [data-glyph]").evaluateAll((pieces) => pieces.map((piece) => piece.getAttribute("data-glyph")));
    expect(new Set(glyphs).size).toBeGreaterThan(2);
  });
});

test("keys step through the claims, pin one and free it; the pinned one is in the address", async () => {
  await desk.at("/articles/a02", async (view) => {
    const panel = view.page.locator(".claim-panel");
    expect(await panel.count()).toBe(0);
    await view.page.keyboard.press("j");
    await panel.waitFor();
    const first = await panel.innerText();
    await view.page.keyboard.press("j");
    await expect.poll(() => panel.innerText()).not.toBe(first);
    await view.page.keyboard.press("k");
    await expect.poll(() => panel.innerText()).toBe(first);
    expect(new URL(view.page.url()).search).toBe("");
    await view.page.keyboard.press("Enter");
    await expect.poll(() => new URL(view.page.url()).searchParams.get("claim")).toMatch(/^c\d+$/);
    await view.page.keyboard.press("Escape");
    await expect.poll(() => new URL(view.page.url()).search).toBe("");
    await panel.waitFor({ state: "detached" });
  });
});

test("a link to a claim shows it: who, through whom, how sure, and its finding with its standing", async () => {
  const { reading, claims } = await article("a02");
  const index = reading.claims.findIndex((claim) => claim.within !== null && (claims.find(({ id }) => id === claim.id)?.findings.length ?? 0) > 0);
  const claim = reading.claims[index];
  const outer = reading.claims.find(({ id }) => id === claim?.within);
  await desk.at(`/articles/a02?claim=${claim?.id}`, async (view) => {
    const panel = view.page.locator(".claim-panel");
    const text = await panel.innerText();
    expect(text).toContain("relayed by");
    expect(text).toContain(outer?.source.text?.split(" ").pop() ?? "");
    expect(text).toContain(claim?.certainty ?? "");
    expect(text).toContain("sure of this reading");
    const known = claims.find(({ id }) => id === claim?.id)?.findings[0];
    expect(await panel.locator(".finding-line .badge").first().innerText()).toContain(known?.standing ?? "");
    expect(await panel.locator(".finding-line a").first().getAttribute("href")).toBe(`/findings/${encodeURIComponent(known?.id ?? "")}`);
    expect(await view.page.locator(`.article-text .on-content[data-claims~="${index}"]`).first().isVisible()).toBe(true);
    await view.expectAccessible();
  });
});

test("the pointer shows a claim, pressing pins it, pressing again goes to the one around it", async () => {
  const { reading } = await article("a02");
  const inner = reading.claims.findIndex(({ within }) => within !== null);
  await desk.at("/articles/a02", async (view) => {
    const piece = view.page.locator(`.article-text .content[data-claims^="${inner} "]`).first();
    await piece.hover();
    await view.page.locator(".claim-panel").waitFor();
    await piece.click();
    await expect.poll(() => new URL(view.page.url()).searchParams.get("claim")).toBe(reading.claims[inner]?.id);
    await piece.click();
    await expect.poll(() => new URL(view.page.url()).searchParams.get("claim")).toBe(reading.claims[inner]?.within);
  });
});

test("events, times, numbers and places show their words", async () => {
  await desk.at("/articles/a02", async (view) => {
    const facts = view.page.locator(".article-facts .fact");
    expect(await facts.count()).toBeGreaterThan(8);
    await facts.first().hover();
    expect(await view.page.locator(".article-text .lit").first().innerText()).toBe(await facts.first().locator(".serif").innerText());
    await view.page.locator(".article-facts").getByRole("button", { name: /Kursk/ }).first().click();
    await expect.poll(() => view.page.locator(".article-text .lit").allInnerTexts()).toContainEqual(expect.stringContaining("Kursk"));
  });
});

test("a person chooses how much is marked, and the choice is kept", async () => {
  const { reading } = await article("a02");
  await desk.at("/articles/a02", async (view) => {
    const content = view.page.locator(".article-text .content");
    const all = await content.count();
    await view.page.getByRole("radio", { name: "only the chosen claim" }).check();
    await expect.poll(() => content.count()).toBe(0);
    await view.page.locator("h1").click();
    await view.page.keyboard.press("j");
    await expect.poll(() => content.count()).toBeGreaterThan(0);
    expect(await content.count()).toBeLessThan(all);
    await view.page.getByRole("radio", { name: /^none/ }).check();
    await expect.poll(() => content.count()).toBe(0);
    expect(await shownText(view)).toEqual(paragraphs(reading.article.text));
    await view.page.reload();
    await view.settled();
    expect(await content.count()).toBe(0);
    expect(await view.page.getByRole("radio", { name: /^none/ }).isChecked()).toBe(true);
    await view.expectAccessible();
  });
});

test("copies and revisions are told, and what changed is one step away", async () => {
  await desk.at("/articles/a06", async (view) => {
    const kin = view.page.locator(".kinship");
    expect(await kin.innerText()).toMatch(/Revision of North Korea moving 1,000 engineers/);
    expect(await kin.innerText()).toContain("credits Northwire");
    await kin.getByRole("listitem").filter({ hasText: "Revision of" }).getByRole("link", { name: "what changed" }).click();
    await view.page.locator(".compared").waitFor();
    expect(await view.page.locator("del.removed").allInnerTexts()).toContainEqual(expect.stringContaining("200"));
    expect(await view.page.locator("ins.added").allInnerTexts()).toContainEqual(expect.stringContaining("350"));
    await view.page.keyboard.press("n");
    expect(await view.page.evaluate(() => document.activeElement?.className)).toContain("changed");
    await view.expectAccessible();
  });
});

test("on a narrow screen a comparison is one column, with both versions of what changed", async () => {
  await desk.at("/articles/a06/compare/a02", async (view) => {
    expect(await view.page.locator(".compared.together").count()).toBe(1);
    const row = await view.page.locator(".compared-row.changed").filter({ hasText: "350" }).innerText();
    expect(row).toContain("200");
    expect(await view.overflows()).toBe(false);
    await view.expectAccessible();
  }, { width: 360, height: 780 });
});

test("a passage that the article repeats is shown as read once", async () => {
  const passage = "The minister said on Monday that three trains had left the yard at Tumangang with engineers on board.";
  const added = await api<{ id: string }>(desk.server, "/articles", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id: "again", publisher: "Test Courier", published: "2026-03-02", text: `${passage}\n\nNothing else was known on Tuesday, officials said.\n\n${passage}` }),
  });
  await desk.at(`/articles/${added.id}`, async (view) => {
    expect(await view.page.locator(".article-text .again-note").count()).toBe(1);
    expect(await view.page.locator(".article-text p").last().innerText()).toContain("said again above, read once");
  });
});

test("a rejected claim is told as such, and marked no more", async () => {
  const post = (body: unknown) => api<{ id: number }>(desk.server, "/reviews", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const { id } = await post({ author: "Ada", act: "reject", claim: "a03/c2" });
  const { reading } = await article("a03");
  const index = reading.claims.findIndex((claim) => claim.id === "c2");
  await desk.at("/articles/a03?claim=c2", async (view) => {
    const piece = view.page.locator(`.article-text .rejected[data-claims~="${index}"]`).first();
    expect(await piece.getAttribute("data-glyph")).toBe("×");
    expect(await view.page.locator(".claim-panel").innerText()).toContain("A person rejected this claim");
    await view.expectAccessible();
  });
  await post({ author: "Ada", act: "undo", review: id });
  await desk.at("/articles/a03?claim=c2", async (view) => expect(await view.page.locator(".article-text .rejected").count()).toBe(0));
});

test.each([
  ["light", { width: 1440, height: 900 }],
  ["dark", { width: 1440, height: 900, dark: true }],
  ["narrow", { width: 360, height: 780 }],
  ["high contrast", { width: 1024, height: 768, forcedColors: true }],
] as const)("the article is accessible and holds its width: %s", async (_, options) => {
  await desk.at("/articles/a03?claim=c1", async (view) => {
    await view.expectAccessible();
    expect(await view.overflows()).toBe(false);
  }, options);
});

test("an article that is not there is told", async () => {
  const view = await desk.view();
  view.expected = /404/;
  await view.page.goto(`${desk.server.url}/articles/nowhere`);
  await view.page.getByRole("alert").waitFor();
  await view.close();
});
