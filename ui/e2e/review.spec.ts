import { expect, test } from "vitest";
import type { Claim, Finding, Page, Review } from "../src/api/contract";
import { api, useDesk } from "./harness";
import type { View } from "./harness";

const desk = useDesk();
const signed = { remembered: { "purport.author": "Ada" } };
const queue = async () => (await api<Page<Claim>>(desk.server, "/reviews/queue?limit=10")).rows;
const history = async () => (await api<Page<Review>>(desk.server, "/reviews")).rows;
const finding = (id: string) => api<Finding>(desk.server, `/findings/${encodeURIComponent(id)}`);
const several = async () => (await api<Page<Finding>>(desk.server, "/findings?several=true&limit=100")).rows;
const shown = (view: View) => view.page.locator(".claim-card header .mono").innerText();
const says = (view: View, words: string | RegExp) => view.page.locator(".queue [role=status]").filter({ hasText: words }).waitFor();

test("a rejected claim leaves its finding, and comes back when that is undone", async () => {
  const before = (await several()).find((one) => one.claims.filter(({ relation }) => relation === "supports").length > 2);
  const claim = before?.claims.find(({ relation }) => relation === "supports")?.id ?? "";
  expect(claim).not.toBe("");
  await desk.at(`/review?claim=${encodeURIComponent(claim)}`, async (view) => {
    await expect.poll(() => shown(view)).toBe(claim);
    await view.page.keyboard.press("r");
    // The name is asked once, before the first decision.
    await view.page.getByRole("dialog").waitFor();
    await view.page.keyboard.type("Ada");
    await view.page.keyboard.press("Enter");
    await says(view, `Rejected ${claim}`);
    await expect.poll(() => view.page.locator(".review-history tbody tr").first().innerText()).toMatch(/Ada[\s\S]*rejected[\s\S]*holds/);
    const claims = (await Promise.all((await several()).map(({ id }) => finding(id)))).flatMap((one) => one.claims.map(({ id }) => id));
    expect(claims).not.toContain(claim);
    await view.page.keyboard.press("u");
    await says(view, /Took back/);
    await expect.poll(() => shown(view)).toBe(claim);
    await view.page.locator(".review-history tr.undone").first().waitFor();
  });
  expect((await finding(before?.id ?? "")).claims.map(({ id }) => id).sort()).toEqual(before?.claims.map(({ id }) => id).sort());
});

test("the queue is worked through by keys alone", async () => {
  const [first, second, third] = await queue();
  await desk.at("/review", async (view) => {
    await expect.poll(() => shown(view)).toBe(first?.id);
    await view.page.keyboard.press("s");
    await expect.poll(() => shown(view)).toBe(second?.id);
    await view.page.keyboard.press("a");
    await says(view, `Accepted ${second?.id}`);
    await expect.poll(() => shown(view)).toBe(third?.id);
    await view.page.keyboard.press("u");
    await expect.poll(() => shown(view)).toBe(second?.id);
    await expect.poll(() => view.page.locator(".queue").innerText()).toContain("1 skipped");
  }, signed);
});

test("every control is reached by Tab, in the order of the page", async () => {
  await desk.at("/review", async (view) => {
    await view.page.locator(".claim-card").waitFor();
    const reached: string[] = [];
    await view.page.locator(".claim-card header a").focus();
    for (let step = 0; step < 8; step += 1) {
      await view.page.keyboard.press("Tab");
      reached.push(await view.focused());
    }
    expect(reached).toEqual(expect.arrayContaining(["button Accept", "button Reject", "button Correct", "button Skip", "a Merge or split …"]));
  }, signed);
});

test("a claim is corrected by selecting words, and by choice of certainty", async () => {
  const claim = (await queue()).find(({ content, certainty }) => content.length === 1 && certainty === "certain");
  await desk.at(`/review?claim=${encodeURIComponent(claim?.id ?? "")}`, async (view) => {
    await view.page.keyboard.press("c");
    const passage = view.page.locator(".passage.selectable");
    await passage.waitFor();
    // The first two words of the passage, as a pointer would select them.
    const words = await passage.evaluate((element) => {
      const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      const text = node?.textContent ?? "";
      const end = /^\S+\s+\S+/.exec(text)?.[0].length ?? 1;
      const range = document.createRange();
      range.setStart(node ?? element, 0);
      range.setEnd(node ?? element, end);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return text.slice(0, end);
    });
    await view.page.locator(".correct-content").filter({ hasText: `Content will be: ${words}` }).waitFor();
    await view.page.getByRole("button", { name: "Ends a word later" }).click();
    await view.page.getByRole("radio", { name: "possible" }).check();
    await view.page.getByRole("button", { name: "Keep the correction" }).click();
    await says(view, `Corrected ${claim?.id}`);
  }, signed);
  const [review] = await history();
  expect(review).toMatchObject({ act: "correct", author: "Ada", holds: true });
  expect((await api<Claim>(desk.server, `/claims/${encodeURIComponent(claim?.id ?? "")}`)).certainty).toBe("possible");
});

test("correcting works without a pointer: edges move word by word, Escape leaves", async () => {
  await desk.at("/review", async (view) => {
    await view.page.locator(".claim-card").waitFor();
    await view.page.keyboard.press("c");
    const later = view.page.getByRole("button", { name: "Begins a word later" });
    await later.focus();
    await view.page.keyboard.press("Enter");
    await view.page.keyboard.press("Escape");
    await view.page.getByRole("button", { name: "Accept" }).waitFor();
  }, signed);
});

test("two claims are merged by id and by search, and split again; both stand in the history", async () => {
  const one = (await api<Page<Claim>>(desk.server, "/claims?source=Northwire&limit=1")).rows[0]?.id ?? "";
  await desk.at(`/review?view=pairs&one=${encodeURIComponent(one)}`, async (view) => {
    await view.page.locator(".claim-summary").first().waitFor();
    await view.page.getByRole("region", { name: "The other claim" }).getByRole("textbox").fill("ferry");
    await view.page.locator(".picker-row").nth(1).click();
    await expect.poll(() => new URL(view.page.url()).searchParams.get("other")).toMatch(/\/c\d+$/);
    await view.page.getByRole("button", { name: /merge/ }).click();
    await view.page.getByText(/now count as one statement/).waitFor();
    await view.page.getByRole("button", { name: /split/ }).click();
    await view.page.getByText(/no longer count as one statement/).waitFor();
  }, signed);
  expect((await history()).slice(0, 2).map(({ act }) => act)).toEqual(["split", "merge"]);
});

test("names that may be of one are merged, and the history undoes it", async () => {
  await desk.at("/review?view=names", async (view) => {
    const pairs = view.page.locator(".name-pair");
    await pairs.first().waitFor();
    const before = await pairs.count();
    const merged = await pairs.first().locator("b").first().innerText();
    await pairs.first().getByRole("button", { name: /merge/ }).click();
    await view.page.getByText(/are now one/).waitFor();
    await expect.poll(() => pairs.count()).toBeLessThan(before);
    const newest = view.page.locator(".review-history tbody tr").first();
    await expect.poll(() => newest.innerText()).toContain(merged);
    await newest.getByRole("button", { name: /^Undo number/ }).click();
    await expect.poll(() => pairs.count()).toBe(before);
  }, signed);
});

test("typing a reason sets off no shortcut, and the reason is kept", async () => {
  await desk.at("/review", async (view) => {
    const id = await shown(view);
    const why = view.page.getByLabel(/^Why/);
    await why.fill("");
    await why.pressSequentially("a rare case");
    expect(await shown(view)).toBe(id);
    await view.page.getByRole("button", { name: "Accept" }).click();
    await says(view, `Accepted ${id}`);
  }, signed);
  expect((await history())[0]).toMatchObject({ reason: "a rare case" });
});

test.each([
  ["light", "/review", {}],
  ["dark", "/review", { dark: true }],
  ["narrow", "/review", { width: 360, height: 780 }],
  ["pairs", "/review?view=pairs", {}],
  ["names, narrow and dark", "/review?view=names", { width: 360, height: 780, dark: true }],
] as const)("review is accessible and holds its width: %s", async (_, address, options) => {
  await desk.at(address, async (view) => {
    await view.expectAccessible();
    expect(await view.overflows()).toBe(false);
    if (address !== "/review") return;
    await view.page.getByRole("button", { name: "Correct", exact: true }).click();
    await view.page.locator(".correct-form").waitFor();
    await view.expectAccessible();
  }, { ...signed, ...options });
});
