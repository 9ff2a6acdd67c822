/** "Fill in this form": from the toolbar's button to the values in the page, by keyboard and pointer. */
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { verifications } from './harness/at-the-prompt.ts';
import { DevTools } from './harness/devtools.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

const CARD_INFO_PIN = '5678';
/** What the card has; the PIN apart, which may well be a part of another number. */
const VALUES = /山田|太郎|架空県|見本市|1980-01-02/u;
const ADDRESS = '架空県見本市試験町一丁目２番３号';

interface Story {
  readonly form: string;
  /** What stands in the page's fields afterwards, by name; nothing else does. */
  readonly values: Readonly<Record<string, string>>;
  /** Fields that the page refuses. */
  readonly refused?: number;
}

const STORIES: readonly Story[] = [
  {
    form: 'plain',
    values: { onamae: '山田　太郎', address: ADDRESS, birthday: '1980-01-02', sex: '1' },
  },
  {
    form: 'split',
    values: {
      name1: '山田',
      name2: '太郎',
      pref: '99',
      city: '見本市',
      banchi: '試験町一丁目２番３号',
      year: '1980',
      month: '1',
      day: '2',
      gender: '男',
    },
  },
  {
    form: 'era',
    values: { shimei: '山田　太郎', gengo: 'S', nen: '55', tsuki: '01', hi: '02', jusho: ADDRESS },
  },
  {
    form: 'react',
    values: { name: '山田　太郎', bday: '1980/01/02', jusho: ADDRESS, sex: '男性' },
    refused: 1,
  },
  {
    form: 'lines',
    values: { gengo: 'S', nen: '55', tsuki: '1', hi: '2', kubun: 'm' },
  },
  { form: 'hostile', values: { visible: '山田　太郎' } },
];

inEachBrowser((stage) => {
  it.each(STORIES)('$form: every field that asks gets its value', async ({ form, values, refused = 0 }) => {
    const { page, window } = await openPreview(stage, form);
    expect(await valuesIn(page)).toEqual({});
    await window.click('#approve');
    await window.waitForView('filled');
    const filled = Object.keys(values).length;
    await window.waitForSelector(`#report[data-filled="${filled}"][data-refused="${refused}"]`);
    expect(await valuesIn(page)).toEqual(values);
    expect(await verifications(stage.world)).toBe(1);
    await leave(window);
  });

  it('shows a date as a person writes it, though the page gets ISO 8601', async () => {
    const { window } = await openPreview(stage, 'plain');
    expect(await window.text('[data-kind="birth-date"] .field-value')).toBe('2 January 1980');
    await leave(window);
  });

  it('says whose form it is by the domain that is registered', async () => {
    const { window } = await openPreview(stage, 'plain', 'www.library.localhost');
    await window.waitForSelector('.origin strong');
    expect(await window.text('.origin')).toContain('www.library.localhost');
    expect(await window.text('.origin strong')).toBe('library.localhost');
    await leave(window);
  });

  it('a page that watches its fields as React does has the values in its own state', async () => {
    const { page, window } = await openPreview(stage, 'react');
    await window.click('#approve');
    await window.waitForView('filled');
    expect(await page.evaluate('window.state')).toEqual({
      name: '山田　太郎',
      bday: '1980/01/02',
      jusho: ADDRESS,
      sex: '男性',
      refuses: '',
    });
    await leave(window);
  });

  it('the individual number is recognised and left alone, with a word why', async () => {
    const { window } = await openPreview(stage, 'plain');
    await window.waitForSelector('[data-left="individual-number"]');
    expect(await window.text('#left-alone')).toContain('マイナンバー');
    await leave(window);
  });

  it('what is unticked is not written', async () => {
    const { page, window } = await openPreview(stage, 'plain');
    await window.click('[data-kind="address"] input');
    await window.waitForSelector('[data-kind="address"] input:not(:checked)');
    await window.click('#approve');
    await window.waitForSelector('#report[data-filled="3"]');
    expect(await valuesIn(page)).not.toHaveProperty('address');
    await leave(window);
  });

  it('nothing is written into another document, though it is of the same site', async () => {
    const { page, window } = await openPreview(stage, 'plain');
    await page.reload();
    await window.click('#approve');
    await window.waitForView('page-problem');
    expect(await valuesIn(page)).toEqual({});
    await leave(window);
  });

  it('a field that has become another one since is left alone', async () => {
    const { page, window } = await openPreview(stage, 'plain');
    await page.evaluate(`document.querySelector('label[for="address"]').textContent = '個人番号'`);
    await window.click('#approve');
    await window.waitForSelector('#report[data-filled="3"][data-refused="1"]');
    expect(await valuesIn(page)).not.toHaveProperty('address');
    await leave(window);
  });

  it('of what was shown nothing stays: in the window, its memory, the storage or the history', async () => {
    const { window } = await openPreview(stage, 'plain');
    expect(await keptBy(window)).toMatch(VALUES);
    if (stage.browserName === 'chromium') expect(await valuesInMemory(window)).not.toEqual([]);
    await window.click('#approve');
    await window.waitForView('filled');
    // The history has the form by then, with the names.
    await waitUntil(async () => (await keptBy(window)).includes('"birthDate"'));
    expect(await keptBy(window)).not.toMatch(VALUES);
    if (stage.browserName === 'chromium') expect(await valuesInMemory(window)).toEqual([]);
    await leave(window);
  });

  it('of a preview that the person leaves nothing stays either, nor a line in the history', async () => {
    const before = linesIn(await keptBeside(stage));
    await leave((await openPreview(stage, 'plain')).window);
    const after = await keptBeside(stage);
    expect(after).not.toMatch(VALUES);
    expect(linesIn(after)).toEqual(before);
  });

  it('a page with nothing to fill in is told without a window and without a PIN', async () => {
    const page = await stage.openSite();
    const popup = await stage.browser.openPopup(page);
    await popup.waitForView('card');
    await popup.click('#fill-form');
    await popup.waitForSelector('#fill-problem[data-problem="no-fields"] .warning');
    await popup.close();
  });
});

/** The person presses the toolbar's button, asks for the form, types the PIN, and looks at what would be written. */
async function openPreview(
  stage: Stage,
  form: string,
  host = 'localhost',
): Promise<{ page: Page; window: ExtensionPage }> {
  const page = await stage.openSite(`/forms/${form}.html`);
  if (host !== 'localhost') await page.goto(`${stage.site.originOf(host)}/forms/${form}.html`);
  const popup = await stage.browser.openPopup(page);
  await popup.waitForView('card');
  await popup.click('#fill-form');
  const window = await stage.browser.taskWindow();
  await window.waitForView('pin-entry');
  await window.waitForSelector('#pin:focus');
  await window.type(CARD_INFO_PIN);
  await window.press('Enter');
  await window.waitForView('preview');
  return { page, window };
}

/** All that a page of the extension shows and has in it, and all that the extension keeps. */
async function keptBy(page: ExtensionPage): Promise<string> {
  return await page.evaluate(`Promise.all([
    document.documentElement.outerHTML,
    [...document.querySelectorAll('input, textarea, select')].map(({ value }) => value),
    location.href,
    ...['local', 'session', 'sync'].map((area) => (globalThis.browser ?? chrome).storage[area].get(null)),
  ]).then(JSON.stringify)`);
}

async function keptBeside(stage: Stage): Promise<string> {
  const options = await stage.browser.openExtensionPage('options.html#history');
  await options.waitForSelector('[data-section="history"] #kept-24');
  const kept = await keptBy(options);
  await options.close();
  return kept;
}

function linesIn(kept: string): readonly string[] {
  return kept.match(/"history\/[0-9a-f-]+"/gu) ?? [];
}

async function valuesInMemory(page: ExtensionPage): Promise<string[]> {
  const devTools = await DevTools.of(page);
  const strings = await devTools.stringsInMemory();
  await devTools.detach();
  return strings.filter((text) => VALUES.test(text));
}

async function leave(window: ExtensionPage): Promise<void> {
  await window.press('Escape');
  await window.closed();
}

async function valuesIn(page: Page): Promise<unknown> {
  return await page.evaluate(`Object.fromEntries(
    [...Document.prototype.querySelectorAll.call(document, 'input, select, textarea')]
      .filter((control) => control.type === 'radio' ? control.checked : control.value !== '')
      .map((control) => [control.name, control.value]))`);
}
