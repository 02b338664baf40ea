// How fast the start page is: node e2e/speed.mjs http://127.0.0.1:7878/ [LOADS]
// Prints medians over so many loads with an empty cache, in milliseconds from the start of navigation: first content, first
// line of findings, and when the main thread was free again for 200 ms; and what was transferred, in kB.
import { chromium } from 'playwright-core';

const [address, loads = '9'] = process.argv.slice(2);
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
const rows = [];
for (let load = 0; load < Number(loads); load += 1) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map((task) => task.startTime + task.duration))).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForSelector('main a[href^="/findings/"]');
  const line = await page.evaluate(() => performance.now());
  await page.waitForTimeout(400);
  rows.push(
    await page.evaluate((line) => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      const bytes = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.transferSize, 0);
      return { content: paint?.startTime ?? NaN, line, interactive: Math.max(line, ...globalThis.longTasks), kilobytes: bytes / 1000 };
    }, line),
  );
  await context.close();
}
await browser.close();
const median = (name) => rows.map((row) => row[name]).sort((one, other) => one - other)[Math.floor(rows.length / 2)];
console.log(['content', 'line', 'interactive', 'kilobytes'].map((name) => `${name} ${median(name).toFixed(0)}`).join('  '));
