import { expect, test } from "vitest";
import type { Event, EventCounts, Page } from "../src/api/contract";
import { api, useDesk } from "./harness";
import type { View } from "./harness";

const desk = useDesk();
const counted = async (view: View) => Number((await view.page.locator(".map-count b").innerText()).replace(/\D/g, ""));
const query = (view: View) => new URL(view.page.url()).searchParams;
const listed = async (view: View) => (await api<Page<Event>>(desk.server, `/events?limit=500&${query(view).toString()}`)).rows.length;
const allEvents = async () => (await api<EventCounts>(desk.server, "/events/counts")).counts.reduce((sum, { events }) => sum + events, 0);

async function drag(view: View, from: [number, number], to: [number, number]): Promise<void> {
  await view.page.mouse.move(...from);
  await view.page.mouse.down();
  for (let step = 1; step <= 6; step += 1) await view.page.mouse.move(from[0] + ((to[0] - from[0]) * step) / 6, from[1] + ((to[1] - from[1]) * step) / 6);
  await view.page.mouse.up();
}

test("all events are counted and listed", async () => {
  await desk.at("/map", async (view) => {
    expect(await counted(view)).toBe(await allEvents());
    expect(await view.page.locator(".map").getAttribute("aria-label")).toMatch(/^\d+ places with events/);
    await expect.poll(() => view.page.locator(".event-rows li").count()).toBeGreaterThan(10);
  });
});

test("an area drawn on the map filters days and list, and the back button takes it back", async () => {
  await desk.at("/map", async (view) => {
    const all = await counted(view);
    const box = await view.page.locator(".map").boundingBox();
    if (!box) throw new Error("no map");
    await view.page.getByRole("button", { name: "Draw an area" }).click();
    await drag(view, [box.x + 5, box.y + 45], [box.x + box.width / 2, box.y + box.height - 5]);
    await expect.poll(() => query(view).get("box")).toMatch(/^-?[\d.]+(,-?[\d.]+){3}$/);
    await expect.poll(() => counted(view)).toBeLessThan(all);
    expect(await counted(view)).toBeGreaterThan(0);
    await expect.poll(() => counted(view)).toBe(await listed(view));
    await expect.poll(() => view.page.locator(".event-rows li").count()).toBe(await listed(view));
    await view.page.goBack();
    await expect.poll(() => counted(view)).toBe(all);
  });
});

test("days drawn in the histogram filter the map and the list, and a link shows the same", async () => {
  let address = "";
  let count = 0;
  await desk.at("/map", async (view) => {
    const all = await counted(view);
    const bars = await view.page.locator(".histogram-room").boundingBox();
    if (!bars) throw new Error("no histogram");
    await drag(view, [bars.x + 2, bars.y + 40], [bars.x + bars.width / 3, bars.y + 40]);
    await expect.poll(() => query(view).get("from")).toMatch(/^\d{4}-\d\d-\d\d$/);
    await expect.poll(() => counted(view)).toBeLessThan(all);
    count = await listed(view);
    expect(count).toBeGreaterThan(0);
    await expect.poll(() => counted(view)).toBe(count);
    address = view.page.url().replace(desk.server.url, "");
  });
  await desk.at(address, async (view) => expect.poll(() => counted(view)).toBe(count));
});

test("chosen days can be brought nearer, and all days come back", async () => {
  await desk.at("/map?from=2026-03-02&to=2026-03-08", async (view) => {
    const bars = view.page.locator(".histogram .bar");
    await expect.poll(() => bars.count()).toBeGreaterThan(7);
    await view.page.getByRole("button", { name: "Zoom to these days" }).click();
    await expect.poll(() => bars.count()).toBe(7);
    await view.page.getByRole("button", { name: "Zoom out" }).click();
    await expect.poll(() => bars.count()).toBeGreaterThan(7);
  });
});

test("bars begin where nearly all events are, and far-off days can be seen", async () => {
  await desk.at("/map", async (view) => {
    const head = view.page.locator(".histogram-head");
    expect(await head.innerText()).toContain("a bar is a day");
    await view.page.getByRole("button", { name: "Show far-off days" }).click();
    await expect.poll(() => head.innerText()).toContain("a bar is a week");
    expect(await head.innerText()).not.toContain("earlier");
    await view.page.getByRole("button", { name: "Leave out far-off days" }).click();
    await expect.poll(() => head.innerText()).toMatch(/a bar is a day, \d+ earlier/);
  });
});

test("kinds and certainties are ticked, each counted under the others", async () => {
  await desk.at("/map", async (view) => {
    const all = await counted(view);
    await view.page.getByRole("group", { name: "Types" }).getByRole("checkbox").first().check();
    await expect.poll(() => query(view).get("event")).toMatch(/^[A-Z]+$/);
    await expect.poll(() => counted(view)).toBeLessThan(all);
    const one = await counted(view);
    await view.page.getByRole("group", { name: "Types" }).getByRole("checkbox").nth(1).check();
    await expect.poll(() => counted(view)).toBeGreaterThan(one);
    await view.page.getByRole("group", { name: "Certainty" }).getByRole("checkbox", { name: /certain/ }).first().check();
    await expect.poll(() => query(view).get("certainty")).toBe("certain");
    await expect.poll(() => listed(view)).toBe(await counted(view));
    await view.page.getByRole("button", { name: "Show all again" }).click();
    await expect.poll(() => counted(view)).toBe(all);
  });
});

test("everything works by keyboard: the map moves, days slide, the area is typed", async () => {
  await desk.at("/map", async (view) => {
    const all = await counted(view);
    await view.page.locator(".map-stage").focus();
    for (const key of ["+", "+", "ArrowLeft", "ArrowUp", "-", "0"]) await view.page.keyboard.press(key);
    await view.page.getByRole("slider", { name: "First day" }).focus();
    await view.page.keyboard.press("ArrowRight");
    await view.page.keyboard.press("PageUp");
    await expect.poll(() => query(view).get("from")).not.toBeNull();
    await view.page.getByRole("slider", { name: "Last day" }).focus();
    await view.page.keyboard.press("ArrowLeft");
    await expect.poll(() => counted(view)).toBeLessThan(all);
    await view.page.getByRole("button", { name: "All days" }).focus();
    await view.page.keyboard.press("Enter");
    await expect.poll(() => counted(view)).toBe(all);
    await view.page.getByText("Area in degrees").focus();
    await view.page.keyboard.press("Enter");
    for (const [side, value] of [["West", "30"], ["South", "45"], ["East", "40"], ["North", "60"]] as const) await view.page.getByLabel(side).fill(value);
    await view.page.keyboard.press("Enter");
    await expect.poll(() => query(view).get("box")).toBe("30,45,40,60");
    await expect.poll(() => counted(view)).toBe(await listed(view));
  });
});

test("a wrong area is told, and nothing is filtered by it", async () => {
  await desk.at("/map", async (view) => {
    await view.page.getByText("Area in degrees").click();
    await view.page.getByLabel("West").fill("50");
    await view.page.getByRole("button", { name: "Take this area" }).click();
    await view.page.getByRole("alert").waitFor();
    expect(query(view).get("box")).toBeNull();
  });
});

test("the table has the same places with their numbers, and narrows to one", async () => {
  const counts = await api<EventCounts>(desk.server, "/events/counts");
  await desk.at("/map?show=table", async (view) => {
    const rows = view.page.locator(".place-table tbody tr");
    const placed = new Set(counts.counts.flatMap(({ place }) => (place === null ? [] : [place])));
    await expect.poll(() => rows.count()).toBe(placed.size);
    const numbers = await rows.locator("td:nth-of-type(2)").allInnerTexts();
    expect(numbers.reduce((sum, text) => sum + Number(text), 0)).toBe(counts.counts.reduce((sum, { place, events }) => sum + (place === null ? 0 : events), 0));
    await rows.first().getByRole("button", { name: /^Only this/ }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await view.expectAccessible();
  });
});

test("thousands of circles move without stutter", async () => {
  const places = Array.from({ length: 5_000 }, (_, index) => ({ geonames: index, name: `Place ${index}`, lat: ((index * 37) % 140) - 60, lon: ((index * 101) % 360) - 180, country: null }));
  const counts = places.flatMap((_, place) => ["AID", "ASSAULT"].map((type) => ({ place, day: `2026-0${1 + (place % 9)}-1${place % 10}`, type, certainty: "certain" as const, events: 1 + (place % 40) })));
  const view = await desk.view();
  await view.page.route("**/api/v1/events/counts", (route) => route.fulfill({ json: { places, counts, left_out: 12 } }));
  await view.open("/map");
  expect(await view.page.locator(".map-count").innerText()).toContain("12 more");
  await view.page.locator(".map-stage").focus();
  const slow = await view.page.evaluate(async () => {
    const stage = document.querySelector(".map-stage");
    const times: number[] = [];
    for (let step = 0; step < 60; step += 1) {
      const began = performance.now();
      stage?.dispatchEvent(new KeyboardEvent("keydown", { key: step % 2 ? "ArrowRight" : "+", bubbles: true }));
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - began);
    }
    return times.sort((one, other) => one - other)[Math.floor(times.length * 0.9)] ?? 0;
  });
  // A guard against a freeze, not a measure: two frames are 33 ms, and other programs may run beside it.
  expect(slow).toBeLessThan(1_500);
  await view.close();
});

test("the drawing is the same each time", async () => {
  const pictures: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    await desk.at("/map", async (view) => {
      await view.page.locator(".map[data-drawn=land]").waitFor();
      pictures.push((await view.page.locator(".map").screenshot()).toString("base64"));
    });
  }
  expect(pictures[0] === pictures[1]).toBe(true);
});

test.each([
  ["light", {}],
  ["dark", { dark: true }],
  ["narrow", { width: 360, height: 780 }],
  ["high contrast", { forcedColors: true }],
] as const)("the map is accessible and holds its width: %s", async (_, options) => {
  await desk.at("/map?event=ASSAULT&from=2026-03-01&box=20,-10,60,60", async (view) => {
    await view.expectAccessible();
    expect(await view.overflows()).toBe(false);
  }, options);
});
