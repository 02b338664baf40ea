// What end-to-end tests stand on: a ledger of the example stories, the real server with the page in it, the system's Chromium.
//
// Every view that a test opens is watched: errors of the page, requests that leave the origin and jumps of the layout fail the test
// when it closes. PURPORT_BIN names the binary, PURPORT_URL a server that runs already.
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

const HERE = import.meta.dirname;
const BINARY = process.env["PURPORT_BIN"] ? path.resolve(process.env["PURPORT_BIN"]) : path.join(HERE, "../../target/release/purport");
const STORIES = path.join(HERE, "../../examples/stories");
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Layout may shift by less than this before a person does something (the web's "good" is 0.1). */
const MOST_SHIFT = 0.02;

export interface Server {
  url: string;
  ledger: string;
  stop: () => void;
}

export function storyFiles(): string[] {
  return readdirSync(STORIES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(STORIES, entry.name, "articles.jsonl"))
    .sort();
}

/** Runs the command line and gives what it printed. */
export function purport(...words: string[]): string {
  const run = spawnSync(BINARY, words, { encoding: "utf8" });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`purport ${words.join(" ")}: ${run.stderr}`);
  return run.stdout;
}

/** A server on a ledger of its own; `files` none: an empty ledger. */
export async function startServer(files: readonly string[] = storyFiles(), options: readonly string[] = []): Promise<Server> {
  const running = process.env["PURPORT_URL"];
  if (running) return { url: running.replace(/\/$/, ""), ledger: "", stop: () => undefined };
  const folder = mkdtempSync(path.join(tmpdir(), "purport-e2e-"));
  const ledger = path.join(folder, "case.db");
  const empty = files.length === 0;
  if (!empty) purport("add", "--ledger", ledger, ...files);
  const child = spawn(BINARY, ["serve", "--ledger", ledger, "--bind", "127.0.0.1:0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: await announced(child), ledger, stop };
}

/** The address that the server prints once it is ready. */
function announced(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`purport serve ended with ${status}`)));
    if (!child.stdout) throw new Error("no standard output");
    createInterface({ input: child.stdout }).once("line", (line) => resolve(line.trim().replace(/\/$/, "")));
  });
}

export interface ViewOptions {
  width?: number;
  height?: number;
  dark?: boolean;
  forcedColors?: boolean;
  /** Runs in the page before its own code: what a browser would remember from earlier visits. */
  remembered?: Readonly<Record<string, string>>;
}

/** A page in a browser of its own, watched. */
export class View {
  readonly errors: string[] = [];
  readonly outside: string[] = [];
  /** Console messages that a test provokes on purpose, such as the browser's own about an answer of 404. */
  expected: RegExp | null = null;

  constructor(
    readonly page: Page,
    readonly origin: string,
    private readonly context: BrowserContext,
  ) {
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.errors.push(message.text());
    });
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (!["data:", "blob:", "about:"].includes(url.protocol) && url.origin !== this.origin) this.outside.push(request.url());
    });
  }

  /** Goes to an address of the page and waits until its heading stands and nothing loads any more. */
  async open(address: string): Promise<void> {
    await this.page.goto(this.origin + address);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator("main h1").first().waitFor();
    await this.page.waitForFunction(() => document.querySelector(".loading, [aria-busy='true']") === null);
  }

  /** How far the layout shifted by itself before anybody touched the page. */
  shift(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as { layoutShift?: number }).layoutShift ?? 0);
  }

  /** Whether something is wider than the window. */
  overflows(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }

  /** Finds nothing against WCAG 2.2 AA. */
  async expectAccessible(): Promise<void> {
    const found = await new AxeBuilder({ page: this.page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(
      found.violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
      })),
    ).toEqual([]);
  }

  /** What has focus: its tag and its name. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element
        ? `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent?.trim() ?? ""}`.trim()
        : "";
    });
  }

  /** Ends the view; what was seen to go wrong fails here. */
  async close(): Promise<void> {
    const shift = await this.shift();
    await this.context.close();
    expect(
      this.errors.filter((error) => !this.expected?.test(error)),
      "errors in the page",
    ).toEqual([]);
    expect(this.outside, "requests that left the machine").toEqual([]);
    expect(shift, "layout shift").toBeLessThan(MOST_SHIFT);
  }
}

export interface Desk {
  readonly server: Server;
  view: (options?: ViewOptions) => Promise<View>;
  /** Opens an address, does something with it, closes it. */
  at: (address: string, act: (view: View) => Promise<void>, options?: ViewOptions) => Promise<void>;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export async function openView(
  browser: Browser,
  server: Server,
  { width = 1440, height = 900, dark = false, forcedColors = false, remembered = {} }: ViewOptions = {},
): Promise<View> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    forcedColors: forcedColors ? "active" : "none",
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Asia/Seoul",
  });
  await context.addInitScript((stored) => {
    for (const [key, value] of Object.entries(stored)) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
    const watched = window as unknown as { layoutShift: number };
    watched.layoutShift = 0;
    let touched = Infinity;
    for (const act of ["pointerdown", "keydown", "input"])
      addEventListener(act, (event) => (touched = Math.min(touched, event.timeStamp)), { capture: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { hadRecentInput: boolean; value: number })[])
        if (!entry.hadRecentInput && entry.startTime < touched) watched.layoutShift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  }, remembered);
  return new View(await context.newPage(), server.url, context);
}

/** A desk for the tests of a file: one server and one browser, closed after the last. */
export function useDesk(files?: readonly string[], options?: readonly string[]): Desk {
  let server: Server | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(files, options), launch()]);
  });
  afterAll(async () => {
    await browser?.close();
    server?.stop();
  });
  const desk: Desk = {
    get server() {
      if (!server) throw new Error("the desk opens before the first test");
      return server;
    },
    view: (view) => {
      if (!browser) throw new Error("the desk opens before the first test");
      return openView(browser, desk.server, view);
    },
    at: async (address, act, view) => {
      const opened = await desk.view(view);
      await opened.open(address);
      await act(opened);
      await opened.close();
    },
  };
  return desk;
}

/** Asks the API directly. */
export async function api<T>(server: Server, address: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`${server.url}/api/v1${address}`, init);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
