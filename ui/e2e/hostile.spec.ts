// Articles that try to be more than text, and articles that are too much text.
import { expect, test } from "vitest";
import type { ArticleView, Claim, Reading } from "../src/api/contract";
import { api, useDesk } from "./harness";

const desk = useDesk([]);

const ATTACKS = [
  `<script>window.broken = 1</script>`,
  `<img src=x onerror="window.broken = 2">`,
  `<svg><script>window.broken = 3</script><animate onbegin="window.broken = 4" attributeName=x dur=1s></svg>`,
  `<style>body { display: none } @import url(//evil.example/x.css);</style>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.broken=5&gt;">`,
  `<a href="javascript:window.broken=6">press</a>`,
  `{{constructor.constructor('window.broken=7')()}}`,
  `</p></bdi></div></main><iframe srcdoc="<script>parent.broken=8</script>"></iframe>`,
  `\u202Eright to left override\u202C and \u2066isolates\u2069, \u200Bzero width, \u0007bell`,
];
const text = ATTACKS.map((attack, index) => `The spokesman number ${index} said on Monday that ${attack} had been sent to Kursk 😀 by train.`).join("\n\n");

test("markup in a text stays text, and nothing in it runs", async () => {
  const { id } = await api<{ id: string }>(desk.server, "/articles", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text, title: `</title><script>window.broken = 9</script>`, publisher: `"><img src=x onerror="window.broken=10">`, published: "2026-03-02", url: "javascript:window.broken=11" }),
  });
  const { reading } = await api<ArticleView>(desk.server, `/articles/${encodeURIComponent(id)}`);
  for (const address of [`/articles/${encodeURIComponent(id)}`, `/articles/${encodeURIComponent(id)}?claim=${reading.claims[0]?.id ?? ""}`, "/review", "/", `/search?q=spokesman`]) {
    await desk.at(address, async (view) => {
      await view.page.waitForTimeout(300);
      const found = await view.page.evaluate(() => ({
        broken: (window as unknown as { broken?: number }).broken ?? null,
        elements: document.querySelectorAll("main script, main iframe, main style, main img, main math, main animate").length,
        links: [...document.querySelectorAll("a")].filter((link) => /^(?!https?:)[a-z]+:/i.test(link.getAttribute("href") ?? "")).length,
        hidden: getComputedStyle(document.body).display,
      }));
      expect(found).toEqual({ broken: null, elements: 0, links: 0, hidden: "block" });
    });
  }
});

test("characters that deceive are shown by their names", async () => {
  const list = await api<{ rows: { id: string }[] }>(desk.server, "/articles");
  await desk.at(`/articles/${encodeURIComponent(list.rows[0]?.id ?? "")}`, async (view) => {
    const names = await view.page.locator(".article-text .control-mark").allInnerTexts();
    expect(names).toEqual(expect.arrayContaining(["U+202E", "U+202C", "U+2066", "U+2069", "U+200B"]));
    expect(await view.page.locator(".article-text").innerText()).toContain("<script>window.broken = 1</script>");
  });
});

test("selecting across hidden and wide characters corrects exactly what was selected", async () => {
  const claims = (await api<{ rows: Claim[] }>(desk.server, "/claims?limit=100")).rows;
  const paragraph = text.split("\n\n").at(-1) ?? "";
  const begins = [...text].length - [...paragraph].length;
  const id = claims.find(({ content }) => (content[0]?.[0] ?? 0) >= begins)?.id ?? "";
  expect(id).not.toBe("");
  await desk.at(`/review?claim=${encodeURIComponent(id)}`, async (view) => {
    await view.page.keyboard.press("c");
    await view.page.locator(".passage.selectable").evaluate((element) => getSelection()?.selectAllChildren(element));
    await view.page.getByRole("button", { name: "Keep the correction" }).click();
    await view.page.getByText(`Corrected ${id}`).waitFor();
  }, { remembered: { "purport.author": "Ada" } });
  expect((await api<Claim>(desk.server, `/claims/${encodeURIComponent(id)}`)).text).toBe(paragraph);
});

/** An article as the server would tell it, of a size that no reader should have to wait for here. */
function long(length: number, oneLine: boolean): ArticleView {
  const sentence = "The ministry said that two trains had left for Kursk on Monday. ";
  const unit = oneLine ? "x".repeat(4_000) : `${sentence.repeat(6).trim()}\n\n`;
  const body = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const claims: Reading["claims"] = oneLine ? [] : Array.from({ length: Math.floor(length / unit.length) * 6 }, (_, index) => {
    const start = Math.floor(index / 6) * unit.length + (index % 6) * sentence.length;
    return {
      id: `c${index + 1}`, source: { span: [start, start + 12], text: "The ministry", entity: null, kind: "named" }, cue: { spans: [[start + 13, start + 17]], lemma: "say", act: "state" }, content: [[start + 18, start + 62]],
      quotation: "indirect", within: null, certainty: "certain", polarity: "positive", factuality: 3, hedges: [], negations: [], time_frame: "past", confidence: 0.9, events: [], times: [], quantities: [], places: [],
    };
  });
  return {
    article: { id: "long", title: "A long one", publisher: null, published: null, url: null, known: "2026-03-02T00:00:00Z", copies: [] }, related: [],
    reading: { article: { id: "long", title: "A long one", publisher: null, authors: [], url: null, published: null, language: "en", text: body }, entities: [], claims, events: [], times: [], quantities: [], places: [], repeated: [], reader: { version: "0", model: "0" } },
    claims: claims.map(({ id }) => ({ id, findings: [], reviews: [] })),
  } as ArticleView;
}

test.each([
  ["500 kB with thousands of claims", long(500_000, false), 30_000],
  ["10 MB in one line", long(10_000_000, true), 60_000],
])("%s does not freeze the page", async (_, view, most) => {
  const opened = await desk.view();
  await opened.page.route("**/api/v1/articles/long", (route) => route.fulfill({ json: view }));
  const began = Date.now();
  await opened.open("/articles/long");
  await opened.page.locator(".article-text p").first().waitFor();
  expect(Date.now() - began).toBeLessThan(most);
  // The page answers while one reads on: the longest wait between two frames, in scrolling through all of it.
  const longest = await opened.page.evaluate(async () => {
    let longest = 0;
    let last = performance.now();
    for (let step = 0; step < 40; step += 1) {
      scrollTo(0, (document.documentElement.scrollHeight * step) / 40);
      await new Promise(requestAnimationFrame);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return longest;
  });
  // A guard against a freeze, not a measure: other programs may run beside it.
  expect(longest).toBeLessThan(5_000);
  const text = await opened.page.locator(".article-text p").evaluateAll((blocks) => blocks.reduce((sum, block) => sum + (block.textContent?.length ?? 0), 0));
  expect(text).toBe(view.reading.article.text.replaceAll("\n\n", "").length);
  if (view.reading.claims.length > 0) {
    await opened.page.evaluate(() => scrollTo(0, 0));
    await opened.page.keyboard.press("j");
    await opened.page.locator(".claim-panel").waitFor();
    // A link far into the text brings its words into sight.
    const far = view.reading.claims[Math.floor(view.reading.claims.length * 0.7)];
    await opened.open(`/articles/long?claim=${far?.id}`);
    await expect.poll(() => opened.page.locator(".on-content").first().isVisible(), { timeout: 5_000 }).toBe(true);
    const box = await opened.page.locator(".on-content").first().boundingBox();
    expect(box?.y).toBeGreaterThan(40);
    expect(box?.y).toBeLessThan(800);
  }
  await opened.close();
});
