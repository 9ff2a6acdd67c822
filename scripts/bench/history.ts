import { randomUUID } from 'node:crypto';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { HISTORY_MAX_ENTRIES } from '../../extension/history/history-records.ts';
import { median, type Row } from './row.ts';
import { type BenchStage, onStage } from './stage.ts';

const RUNS = 5;
const FEW = 10;
const QUERY = 'site-42';

interface Visit {
  readonly openedMs: number;
  readonly typedMs: number;
  readonly csvMs: number;
  readonly jsonMs: number;
}

/** The options with as much history as there can be, against the same with ten entries. */
export async function benchHistory(): Promise<readonly Row[]> {
  return await onStage(async (stage) => {
    const few = await visits(stage, FEW);
    const many = await visits(stage, HISTORY_MAX_ENTRIES);
    const row = (what: string, key: keyof Visit): Row => ({
      what: `history of ${HISTORY_MAX_ENTRIES}: ${what}`,
      ms: median(many.map((visit) => visit[key])),
      floor: `with ${FEW}`,
      floorMs: median(few.map((visit) => visit[key])),
    });
    return [
      row('opened to painted', 'openedMs'),
      row('a letter of the search to painted', 'typedMs'),
      row('saved as CSV', 'csvMs'),
      row('saved as JSON', 'jsonMs'),
    ];
  });
}

async function visits(stage: BenchStage, entries: number): Promise<readonly Visit[]> {
  await store(stage, entries);
  const all: Visit[] = [];
  for (let run = 0; run < RUNS; run += 1) all.push(await visit(stage));
  return all;
}

async function store({ browser }: BenchStage, entries: number): Promise<void> {
  const options = await browser.openExtensionPage('options.html');
  const items = Object.fromEntries(Array.from({ length: entries }, (_, number) => item(number)));
  await options.evaluate(`chrome.storage.local.set(${JSON.stringify(items)})`);
  await options.close();
}

/** One of each hour before now. */
function item(number: number): [string, object] {
  const id = randomUUID();
  const entry = {
    id,
    time: new Date(Date.now() - number * 3_600_000).toISOString(),
    origin: `https://site-${number % 500}.example.jp`,
    method: 'readAttributes',
    outcome: 'done',
    attributes: ['name', 'address'],
  };
  return [`history/${id}`, entry];
}

async function visit({ browser }: BenchStage): Promise<Visit> {
  const options = await browser.openExtensionPage('options.html#history');
  const openedMs = await shown(options);
  await options.click('#history-search');
  const typed: number[] = [];
  for (const letter of QUERY) typed.push(await afterKey(options, letter));
  const csvMs = await saved(options, '#save-csv');
  const jsonMs = await saved(options, '#save-json');
  await options.close();
  return { openedMs, typedMs: Math.max(...typed), csvMs, jsonMs };
}

/** Milliseconds since the document began to load. */
async function shown(options: ExtensionPage): Promise<number> {
  return await options.evaluate<number>(`new Promise((resolve) => {
    const look = () => document.querySelector('[data-entry]')
      ? resolve(performance.now()) : requestAnimationFrame(look);
    look();
  })`);
}

/** From the key to the frame after the one in which its letter is drawn. */
async function afterKey(options: ExtensionPage, letter: string): Promise<number> {
  await options.evaluate(`void (globalThis.typed = new Promise((resolve) => {
    addEventListener('keydown', ({ timeStamp }) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
    }, { capture: true, once: true });
  }))`);
  await options.press(letter);
  return await options.evaluate<number>('globalThis.typed');
}

/** From the click to what the browser is given, which is all that keeps the page busy. */
async function saved(options: ExtensionPage, button: string): Promise<number> {
  return await options.evaluate<number>(`new Promise((resolve) => {
    HTMLAnchorElement.prototype.click = () => resolve(performance.now() - clicked);
    const clicked = performance.now();
    document.querySelector('${button}').click();
  })`);
}
