import { expect, test } from "vitest";
import type { Finding, Page, Review, Story } from "../src/api/contract";
import { api, useDesk } from "./harness";
import type { View } from "./harness";

const desk = useDesk();
const findings = async () => (await api<Page<Finding>>(desk.server, "/findings?several=true&limit=500")).rows;
const toPage = (id: string) => `/findings/${encodeURIComponent(id)}`;

async function oneWith(holds: (finding: Finding) => boolean): Promise<Finding> {
  const found = (await findings()).find(holds);
  if (!found) throw new Error("no finding of the stories is such");
  return found;
}
/** One with claims on both sides and copies of them. */
const contested = () =>
  oneWith(
    ({ claims }) => claims.length > 3 && ["supports", "denies"].every((relation) => claims.some((claim) => claim.relation === relation)),
  );
const story = (id: string) => api<Story>(desk.server, toPage(id));

test("a finding tells its standing, who is for it and against it, and since when", async () => {
  const finding = await contested();
  await desk.at(toPage(finding.id), async (view) => {
    const text = await view.page.locator(".finding-head").innerText();
    expect(text).toContain(finding.standing);
    expect(text).toContain(`${finding.origins_for} for, ${finding.origins_against} against`);
    expect((await view.page.locator(".timeline .lane-side").allInnerTexts()).slice(0, 2)).toEqual(["For it", "Against it"]);
    expect(await view.page.locator(".timeline .stretch").count()).toBe(finding.history.length);
    expect(await view.page.locator(".history li").count()).toBe(finding.history.length);
  });
});

test("every claim is listed under its origin, copies folded, with its sentence and the step to the article", async () => {
  const { id } = await contested();
  const { claims } = await story(id);
  await desk.at(toPage(id), async (view) => {
    expect(await view.page.locator(".claim").count()).toBe(claims.length);
    const copies = claims.filter((claim) => claim.copy_of !== null).length;
    expect(copies).toBeGreaterThan(0);
    expect(await view.page.locator("details.copies .claim").count()).toBe(copies);
    expect(await view.page.locator("details.copies .claim").first().isVisible()).toBe(false);
    const claim = claims[0];
    const card = view.page.locator(".claim").first();
    expect(await card.locator(".sentence").innerText()).toBe(claim?.sentence.map((piece) => piece.text).join(""));
    expect(await card.locator(".sentence mark").count()).toBeGreaterThan(0);
    expect(await card.locator(".to-article").getAttribute("href")).toBe(
      `/articles/${claim?.article.id}?claim=${claim?.id.split("/").pop()}`,
    );
  });
});

test("hedges are visible in the sentence", async () => {
  const hedged = await oneWith((finding) => finding.statement.includes("2 billion cubic metres"));
  await desk.at(toPage(hedged.id), async (view) => {
    const hedge = view.page.locator(".hedge").first();
    expect(await hedge.getAttribute("title")).toContain("hedges");
    expect(await hedge.evaluate((element) => getComputedStyle(element).textDecorationStyle)).toBe("wavy");
  });
});

test("a mark of the timeline leads to its claim, also to one in a folded copy", async () => {
  const { id } = await contested();
  await desk.at(toPage(id), async (view) => {
    await view.page.locator(".timeline .claim-mark.copy").first().click();
    await expect.poll(() => view.page.evaluate(() => document.activeElement?.className)).toBe("claim");
    expect(await view.page.locator("details.copies[open]").count()).toBe(1);
  });
});

test("numbers are drawn with who says them", async () => {
  const finding = await oneWith((one) => one.numbers.some(({ of }) => one.numbers.filter((number) => number.of === of).length > 1));
  await desk.at(toPage(finding.id), async (view) => {
    expect(await view.page.locator(".numbers tbody tr").count()).toBe(finding.numbers.length);
    expect(await view.page.locator(".numbers svg .bound").count()).toBeGreaterThan(1);
    expect(await view.page.locator(".numbers tbody a").count()).toBeGreaterThan(0);
  });
});

async function held(view: View, act: Review["act"]): Promise<Review> {
  await view.page.locator(".decided").filter({ hasNotText: "Undone" }).waitFor();
  const { rows } = await api<Page<Review>>(desk.server, "/reviews");
  const review = rows.find((one) => one.act === act);
  expect(review?.holds).toBe(true);
  expect(review?.author).toBe("ada");
  return review as Review;
}

test("a claim is accepted, rejected, split off and graded, each act signed and undone", async () => {
  const finding = await oneWith((one) => one.claims.length > 4);
  await desk.at(toPage(finding.id), async (view) => {
    const { page } = view;
    const card = page.locator(".claim").first();
    const undo = async (review: Review) => {
      await page.locator(".decided").getByRole("button", { name: "Undo" }).click();
      await page.locator(".decided", { hasText: "Undone" }).waitFor();
      const { rows } = await api<Page<Review>>(desk.server, "/reviews");
      expect(rows.find((one) => one.id === review.id)?.holds).toBe(false);
      await page.locator(".decided").getByRole("button", { name: "Close" }).click();
    };
    // The name is asked for once.
    await card.getByRole("button", { name: "Accept" }).click();
    await card.getByLabel("Your name").fill("ada");
    await card.locator(".review-form").getByRole("button", { name: "Accept" }).click();
    await undo(await held(view, "accept"));
    await card.getByRole("button", { name: "Accept" }).click();
    await undo(await held(view, "accept"));

    await card.getByRole("button", { name: "Reject" }).click();
    await card.getByLabel("Reason").fill("a misreading");
    await page.keyboard.press("Enter");
    const rejected = await held(view, "reject");
    expect(rejected.reason).toBe("a misreading");
    await undo(rejected);

    await card.getByRole("button", { name: "Split off" }).click();
    await card.locator(".review-form").getByRole("button", { name: "Split off" }).click();
    await undo(await held(view, "split"));

    await card.getByRole("button", { name: "Grade" }).click();
    await card.getByLabel("Credibility").selectOption("2");
    await card.locator(".review-form").getByRole("button", { name: "Grade" }).click();
    await undo(await held(view, "grade"));
  });
});

test("a finding that is not there is told, with a way on", () =>
  desk.view().then(async (view) => {
    view.expected = /404/;
    await view.open("/findings/nothing%2Ff1");
    expect(await view.page.getByRole("alert").isVisible()).toBe(true);
    await view.page.getByRole("link", { name: "All findings" }).click();
    await view.page.getByRole("heading", { name: "Findings" }).waitFor();
    await view.close();
  }));

test("claims are walked through by keyboard", async () => {
  const { id } = await contested();
  await desk.at(toPage(id), async (view) => {
    const target = () => view.page.evaluate(() => document.activeElement?.getAttribute("href"));
    const order = await view.page.locator(".to-article:visible").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    await view.page.keyboard.press("j");
    expect(await target()).toBe(order[0]);
    await view.page.keyboard.press("j");
    expect(await target()).toBe(order[1]);
    await view.page.keyboard.press("k");
    await view.page.keyboard.press("Enter");
    await view.page.waitForURL(/\/articles\/.+\?claim=c\d+/);
  });
});

for (const [name, options] of [
  ["light", {}],
  ["dark", { dark: true }],
  ["narrow", { width: 360, height: 780 }],
  ["forced colours", { forcedColors: true }],
] as const) {
  test(`the story is accessible and nothing sticks out: ${name}`, async () => {
    const { id } = await contested();
    await desk.at(
      toPage(id),
      async (view) => {
        await view.page.locator("details.copies summary").first().click();
        await view.page.locator(".claim-review").first().getByRole("button", { name: "Reject" }).click();
        await view.expectAccessible();
        expect(await view.overflows()).toBe(false);
      },
      options,
    );
  });
}
