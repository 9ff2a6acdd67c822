import puppeteer from 'puppeteer-core';
import { findExecutable } from '../../e2e/harness/executable.ts';
import { inGesture, outcomeOf, type Site } from '../../e2e/harness/site.ts';
import { median, type Row } from './row.ts';
import { onStage } from './stage.ts';

const RUNS = 15;
const TIMED_IS_AVAILABLE = `(async () => {
  const started = performance.now();
  await kazasu.isAvailable();
  return performance.now() - started;
})()`;
/** The floor: a message to the own window and back over its port. */
const TIMED_ROUND_TRIP = `new Promise((resolve) => {
  const started = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => resolve(performance.now() - started);
  addEventListener('message', ({ ports }) => ports[0].postMessage(0), { once: true });
  window.postMessage(0, location.origin, [port2]);
})`;

/** How soon a page knows whether the extension is there. */
export async function benchPageApi(): Promise<readonly Row[]> {
  return await onStage(async ({ browser, site }) => [
    await timed('page: isAvailable() with the extension', (url) => browser.newTab(url), site),
    await withoutExtension(site),
  ]);
}

async function withoutExtension(site: Site): Promise<Row> {
  const browser = await puppeteer.launch({
    executablePath: findExecutable('chromium', 'chromium-browser', 'google-chrome'),
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [],
  });
  try {
    const open = async (url: string): ReturnType<typeof browser.newPage> => {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    };
    return await timed('page: isAvailable() without the extension', open, site);
  } finally {
    await browser.close();
  }
}

type OpenTab = (url: string) => ReturnType<Awaited<ReturnType<typeof puppeteer.launch>>['newPage']>;

async function timed(what: string, openTab: OpenTab, site: Site): Promise<Row> {
  const page = await openTab(site.origin);
  const time = async (expression: string): Promise<number> => {
    await inGesture(page, expression);
    const outcome = await outcomeOf(page);
    return 'value' in outcome ? Number(outcome.value) : Number.NaN;
  };
  const subject: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    floor.push(await time(TIMED_ROUND_TRIP));
    subject.push(await time(TIMED_IS_AVAILABLE));
  }
  await page.close();
  return { what, ms: median(subject), floor: 'a round trip in the page itself', floorMs: median(floor) };
}
