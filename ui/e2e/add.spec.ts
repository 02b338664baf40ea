import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { Article, Page } from "../src/api/contract";
import { api, useDesk } from "./harness";

const desk = useDesk([], ["--allow-private", "127.0.0.1"]);
const locked = useDesk(undefined, ["--read-only"]);
const articles = async () => (await api<Page<Article>>(desk.server, "/articles?limit=500")).rows;

const TEXT = "The defence ministry in Warsaw said on Monday that two soldiers had been injured near the border. A spokesman for the police denied the report.";

test("an empty ledger teaches how to watch feeds", async () => {
  await desk.at("/add", async (view) => {
    expect(await view.page.locator(".feeds").innerText()).toContain("purport serve --ledger case.db --feeds feeds.toml");
    await view.expectAccessible();
  });
});

test("a pasted text becomes an article, and is not added twice", async () => {
  await desk.at("/add", async (view) => {
    const paste = async () => {
      await view.page.getByLabel(/^Text of the article/).fill(TEXT);
      await view.page.getByLabel("Title").fill("Two injured near the border");
      await view.page.getByLabel("Publisher").fill("Test Courier");
      await view.page.getByLabel("Day of publication").fill("2026-03-03");
      await view.page.getByRole("button", { name: "Read and add" }).click();
    };
    await paste();
    await view.page.getByText(/^Added: \d+ claim/).waitFor();
    await paste();
    await view.page.getByText(/It was there before/).waitFor();
    await view.page.getByRole("link", { name: "Open the article" }).click();
    await view.page.getByRole("heading", { name: "Two injured near the border" }).waitFor();
    expect(await view.page.locator(".article-text").innerText()).toContain("two soldiers had been injured");
  });
  expect(await articles()).toMatchObject([{ title: "Two injured near the border", publisher: "Test Courier" }]);
});

test("what cannot be read is told, and what was typed stays", async () => {
  await desk.at("/add", async (view) => {
    view.expected = /422/;
    await view.page.getByLabel(/^Text of the article/).fill("Das Verteidigungsministerium in Warschau teilte am Montag mit, dass zwei Soldaten an der Grenze verletzt worden seien. Der Sprecher der Polizei wies den Bericht zurück und sagte, es habe keine Verletzten gegeben. Die Regierung will sich am Dienstag zu dem Vorfall äußern, hieß es aus Kreisen des Kanzleramts.");
    await view.page.getByRole("button", { name: "Read and add" }).click();
    await view.page.getByRole("alert").waitFor();
    expect(await view.page.getByLabel(/^Text of the article/).inputValue()).toContain("Warschau");
  });
});

test("files are added line by line, with what was there before and what was skipped", async () => {
  const line = (id: string, text: string) => JSON.stringify({ id, text, publisher: "Wire", published: "2026-03-04", url: `https://wire.example/${id}` });
  const file = [line("f1", `${TEXT} It was quiet on Tuesday.`), "no json", line("f2", "The mayor of Lyon said that the bridge would open in May."), line("f1", `${TEXT} It was quiet on Tuesday.`)].join("\n");
  await desk.at("/add", async (view) => {
    view.expected = /4\d\d/;
    await view.page.getByLabel(/^Choose files/).setInputFiles([
      { name: "wire.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(file) },
      { name: "one.txt", mimeType: "text/plain", buffer: Buffer.from("Officials in Oslo said on Friday that the talks had failed.") },
      { name: "picture.png", mimeType: "image/png", buffer: Buffer.from([1, 2, 3]) },
    ]);
    await view.page.getByText("All files are done", { exact: true }).waitFor();
    const counts = Object.fromEntries(await view.page.locator(".upload-counts div").evaluateAll((rows) => rows.map((row) => [row.querySelector("dt")?.textContent ?? "", row.querySelector("dd")?.textContent ?? ""])));
    expect(counts).toMatchObject({ added: "3", "there before": "1", skipped: "2" });
    await view.page.getByText("Why 2 articles were skipped").click();
    expect(await view.page.locator(".skips").innerText()).toMatch(/wire\.jsonl:2 the line is not JSON[\s\S]*picture\.png/);
    await view.expectAccessible();
  });
  expect((await articles()).find(({ id }) => id === "f2")).toMatchObject({ publisher: "Wire", url: "https://wire.example/f2" });
});

test("an address is fetched, and its job tells how that went", async () => {
  const site = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><head><title>Harbour closed</title></head><body><article><h1>Harbour closed</h1>${"<p>The port authority said on Monday that the harbour would stay closed for a week because of the storm, and that ships had been told to wait outside.</p>".repeat(2)}<p>A union leader denied that workers had been warned in time of the danger, and said that they would go to court.</p></article></body></html>`);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const { port } = site.address() as AddressInfo;
  try {
    await desk.at("/add", async (view) => {
      await view.page.getByLabel(/^Address of a page/).fill(`http://127.0.0.1:${port}/news`);
      await view.page.getByRole("button", { name: "Fetch and add" }).click();
      await view.page.locator(".job.done").waitFor({ timeout: 20_000 });
      expect(await view.page.locator(".job").first().innerText()).toContain("1 article added");
      await view.page.locator(".job a").first().click();
      await view.page.locator(".article-text").waitFor();
      expect(await view.page.locator(".article-text").innerText()).toContain("port authority");
    });
  } finally {
    site.close();
  }
});

test("a private address is refused, and that is told", async () => {
  await desk.at("/add", async (view) => {
    view.expected = /4\d\d/;
    await view.page.getByLabel(/^Address of a page/).fill("http://10.0.0.7/secret");
    await view.page.getByRole("button", { name: "Fetch and add" }).click();
    await view.page.locator(".job.failed, [role=alert], .job details").first().waitFor({ timeout: 20_000 });
  });
});

test("a ledger for reading only says so, and offers nothing that would fail", async () => {
  await locked.at("/add", async (view) => {
    expect(await view.page.locator(".notice").innerText()).toContain("reading only");
    expect(await view.page.getByRole("button", { name: "Read and add" }).isDisabled()).toBe(true);
    expect(await view.page.getByLabel(/^Choose files/).isDisabled()).toBe(true);
    await view.expectAccessible();
  });
  await locked.at("/review", async (view) => {
    expect(await view.page.locator(".notice").innerText()).toContain("reading only");
    expect(await view.page.getByRole("button", { name: "Accept" }).isDisabled()).toBe(true);
  });
});

test.each([
  ["dark", { dark: true }],
  ["narrow", { width: 360, height: 780 }],
] as const)("adding is accessible and holds its width: %s", async (_, options) => {
  await desk.at("/add", async (view) => {
    await view.expectAccessible();
    expect(await view.overflows()).toBe(false);
  }, options);
});
