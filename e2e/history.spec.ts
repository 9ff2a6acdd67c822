/** What the options remember of the requests: the names of what was given and never the values, until it is erased. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { focusByKeyboard, logIn, submit } from './harness/at-the-prompt.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { CARD_INFO_PIN, SIMULATED_PIN } from './harness/simulated-pin.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

const ATTRIBUTES = `kazasu.readAttributes({ attributes: ['name', 'address', 'birthDate'], required: ['name', 'address'] })`;
/** What the card has and what was typed; none of it may stay anywhere. */
const VALUES = /山田|太郎|架空|1980-01-02|"1234"|"5678"/u;

inEachBrowser((stage) => {
  it('remembers who asked, for what, and how it ended: names and never values', async () => {
    await makeHistory(stage);
    const options = await openHistory(stage);
    await waitForEntries(options, 3);
    expect(await outcomes(options)).toEqual(['done', 'user-cancelled', 'done']);
    const latest = await options.text('[data-entry]');
    for (const name of ['Name', 'Address']) expect(latest).toContain(name);
    expect(latest).not.toContain('Date of birth');
    expect(await stored(options)).not.toMatch(VALUES);
  });

  it('says the same when the window is loaded anew after its answer, which closes it', async () => {
    const { prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await submit(prompt, SIMULATED_PIN);
    await prompt.waitForView('done');
    await prompt.evaluate('void setTimeout(() => location.reload())');
    await prompt.closed();
    const options = await openHistory(stage);
    await waitForEntries(options, 4);
    expect(await outcomes(options)).toEqual(['done', 'done', 'user-cancelled', 'done']);
    await options.click('.erase');
    await waitForEntries(options, 3);
  });

  it('is searched, by keyboard alone', async () => {
    const options = await openHistory(stage);
    await focusByKeyboard(options, '#history-search');
    await options.type('cancelled');
    await waitForEntries(options, 1);
    await options.type(' nobody');
    await waitForEntries(options, 0);
    await options.waitForSelector('.list [role="status"]:not(:empty)');
  });

  it('is saved as a table that no spreadsheet calculates, and as JSON', async () => {
    const options = await openHistory(stage);
    await addEntries(options, [formulaEntry(stage.site.origin)]);
    await waitForEntries(options, 4);
    const csv = await saved(options, '#save-csv');
    expect(csv.name).toMatch(/^kazasu-history-\d{4}-\d\d-\d\d\.csv$/u);
    expect(csv.text.startsWith('\uFEFF')).toBe(true);
    expect(csv.text.trim().split('\r\n')).toHaveLength(5);
    expect(csv.text).toContain(`'=HYPERLINK`);
    expect(csv.text).not.toMatch(/(?:^|[,"\n])[=+@-]/u);
    const json = await saved(options, '#save-json');
    const { entries } = JSON.parse(json.text) as { entries: { attributes?: string[] }[] };
    expect(entries).toHaveLength(4);
    expect(entries[1]?.attributes).toEqual(['name', 'address']);
    expect(csv.text + json.text).not.toMatch(VALUES);
  });

  it('is erased one by one, and after a question as a whole, by keyboard alone', async () => {
    const options = await openHistory(stage);
    await focusByKeyboard(options, '.erase');
    await options.press('Enter');
    await waitForEntries(options, 3);
    await focusByKeyboard(options, '#erase-history');
    await options.press('Enter');
    // The dialogue begins on what does no harm.
    await options.waitForSelector('dialog[open] .cancel:focus');
    await options.press('Enter');
    await options.waitForSelector('#erase-history:focus');
    await waitForEntries(options, 3);
    await options.press('Enter');
    await options.waitForSelector('dialog[open] .cancel:focus');
    await options.press('Tab', 'Enter');
    await options.waitForSelector('[data-empty]');
    expect(await stored(options)).not.toContain(stage.site.origin);
  });

  it('is kept for a shorter time: what is older goes after a question, and does not come back', async () => {
    const options = await openHistory(stage);
    await addEntries(
      options,
      [1, 7, 13, 25].map((months) => entryAt(monthsAgo(months))),
    );
    // The last one is older than the two years that are kept.
    await waitForEntries(options, 3);
    await options.click('#kept-12');
    await options.click('dialog[open] .cancel');
    await options.waitForSelector('#kept-24:checked');
    await waitForEntries(options, 3);
    await options.click('#kept-12');
    await options.click('dialog[open] .confirm');
    await options.waitForSelector('#kept-12:checked');
    await waitForEntries(options, 2);
    await options.click('#kept-6');
    await options.click('dialog[open] .confirm');
    await waitForEntries(options, 1);
    // What is no longer shown goes from the storage a moment later.
    await waitUntil(
      async () => Object.keys(JSON.parse(await storedHistory(options)) as object).length === 1,
      () => storedHistory(options),
    );
    await options.click('#kept-24');
    await options.waitForSelector('#kept-24:checked');
    await waitForEntries(options, 1);
    await options.click('.erase');
    await options.waitForSelector('[data-empty]');
  });

  it('is not kept when the person keeps none, and what there was goes after a question', async () => {
    await askAndCancel(stage);
    const options = await openHistory(stage);
    await waitForEntries(options, 1);
    await options.click('#kept-0');
    await options.click('dialog[open] .confirm');
    await options.waitForSelector('[data-empty]');
    await askAndCancel(stage);
    await options.close();
    const again = await openHistory(stage);
    await again.waitForSelector('#kept-0:checked');
    await again.waitForSelector('[data-empty]');
    expect(await stored(again)).not.toContain(stage.site.origin);
    await again.click('#kept-24');
    await again.waitForSelector('#kept-24:checked');
  });
});

/** A login, a refusal, and attributes that are given. */
async function makeHistory(stage: Stage): Promise<void> {
  await logIn((await stage.ask()).prompt);
  await askAndCancel(stage);
  const { prompt } = await stage.ask(ATTRIBUTES);
  await submit(prompt, CARD_INFO_PIN);
  await prompt.waitForView('review');
  await prompt.click('#approve');
  await prompt.closed();
}

async function askAndCancel(stage: Stage): Promise<void> {
  const { prompt } = await stage.ask();
  await prompt.waitForView('pin-entry');
  await prompt.press('Escape');
  await prompt.closed();
}

async function openHistory(stage: Stage): Promise<ExtensionPage> {
  const options = await stage.browser.openExtensionPage('options.html#history');
  await options.waitForSelector('[data-section="history"] #kept-24');
  return options;
}

async function outcomes(options: ExtensionPage): Promise<string[]> {
  return await options.evaluate(
    `[...document.querySelectorAll('[data-entry]')].map(({ dataset }) => dataset.outcome)`,
  );
}

async function waitForEntries(options: ExtensionPage, count: number): Promise<void> {
  const found = (): Promise<number> => options.evaluate(`document.querySelectorAll('[data-entry]').length`);
  await waitUntil(
    async () => (await found()) === count,
    async () => `${count} entries; ${await options.text()}`,
  );
}

/** Everything that the extension keeps. */
async function stored(options: ExtensionPage): Promise<string> {
  return await options.evaluate(`Promise.all(['local', 'session'].map((area) =>
    (globalThis.browser ?? chrome).storage[area].get(null))).then(JSON.stringify)`);
}

/** A signed document may be called anything. */
function formulaEntry(origin: string): StoredEntry {
  return {
    ...entryAt(new Date()),
    origin,
    method: 'sign',
    documents: [{ name: '=HYPERLINK("mailto:attacker@attacker.example","open")', sha256: '0'.repeat(64) }],
  };
}

/** As the extension would store it. */
interface StoredEntry {
  readonly id: string;
  readonly [key: string]: unknown;
}

function entryAt(time: Date): StoredEntry {
  const entry = { origin: 'https://earlier.example', method: 'authenticate', outcome: 'done' };
  return { id: randomUUID(), time: time.toISOString(), ...entry };
}

function monthsAgo(months: number): Date {
  const time = new Date();
  time.setUTCMonth(time.getUTCMonth() - months);
  return time;
}

async function addEntries(options: ExtensionPage, entries: readonly StoredEntry[]): Promise<void> {
  const items = JSON.stringify(Object.fromEntries(entries.map((entry) => [`history/${entry.id}`, entry])));
  await options.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${items})`);
}

async function storedHistory(options: ExtensionPage): Promise<string> {
  return await options.evaluate(`(globalThis.browser ?? chrome).storage.local.get(null).then((items) =>
    JSON.stringify(Object.fromEntries(Object.entries(items).filter(([key]) => key.startsWith('history/')))))`);
}

/** What the page gives the browser to save, instead of saving it. */
async function saved(options: ExtensionPage, button: string): Promise<{ name: string; text: string }> {
  await options.evaluate(`void (globalThis.saved = new Promise((resolve) => {
    let blob;
    URL.createObjectURL = (created) => { blob = created; return 'about:blank'; };
    HTMLAnchorElement.prototype.click = function () { resolve({ name: this.download, blob }); };
  }))`);
  await focusByKeyboard(options, button);
  await options.press('Enter');
  // A decoder of its own would take the byte order mark away.
  return await options.evaluate(`globalThis.saved.then(async ({ name, blob }) => ({
    name, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer()),
  }))`);
}
