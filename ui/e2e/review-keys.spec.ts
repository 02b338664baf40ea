// Reviewing where the server asks for keys.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { purport, storyFiles, useDesk } from "./harness";
import type { View } from "./harness";

const keys = path.join(mkdtempSync(path.join(tmpdir(), "purport-keys-")), "keys.toml");
const key = (name: string, scopes: string) => purport("key", name, "--scopes", scopes, "--keys", keys).trim();
const ada = key("ada", "read,write,review");
const ben = key("ben", "read");
const desk = useDesk(storyFiles().slice(0, 1), ["--keys", keys]);

async function signedIn(key: string, act: (view: View) => Promise<void>): Promise<void> {
  const view = await desk.view();
  view.expected = /401/;
  await view.page.goto(`${desk.server.url}/review`);
  await view.page.getByLabel("Access key").fill(key);
  await view.page.keyboard.press("Enter");
  await view.page.locator(".claim-card header").waitFor();
  await act(view);
  await view.close();
}

test("a key signs what is decided with it; no name is asked", async () => {
  await signedIn(ada, async (view) => {
    await view.page.keyboard.press("a");
    await view.page.locator(".review-history tbody tr").first().waitFor();
    await expect.poll(() => view.page.locator(".review-history tbody tr").first().innerText()).toMatch(/ada[\s\S]*accepted/);
    expect(await view.page.getByRole("dialog").count()).toBe(0);
  });
});

test("a key for reading shows the queue, and says why nothing can be decided", async () => {
  await signedIn(ben, async (view) => {
    expect(await view.page.locator(".notice").innerText()).toContain("review scope");
    expect(await view.page.getByRole("button", { name: "Accept" }).isDisabled()).toBe(true);
    await view.page.keyboard.press("r");
    expect(await view.page.getByRole("dialog").count()).toBe(0);
  });
});
