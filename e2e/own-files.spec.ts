/** A person signs files of their own and checks signed ones, with no website involved. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { showsView, submit } from './harness/at-the-prompt.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { giveFiles, type OwnFile, savedFiles, smallPdf, watchLinks } from './harness/own-files.ts';
import { runProgram } from './harness/run-program.ts';
import { SIMULATED_PASSWORD } from './harness/simulated-pin.ts';
import { AUTHENTICATE, inGesture, outcomeOf } from './harness/site.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';

const NOTE: OwnFile = { name: 'メモ.txt', type: 'text/plain', content: Buffer.from('約束します。\n') };
const FILES: readonly OwnFile[] = [
  { name: '契約書.pdf', content: smallPdf('Contract') },
  { name: 'annex.pdf', content: smallPdf('Annex') },
  NOTE,
];

/** Whether the page would let the browser go without asking the person. */
const MAY_LEAVE = `dispatchEvent(new Event('beforeunload', { cancelable: true }))`;

inEachBrowser((stage) => {
  it('signs two PDFs and a text, which other programs accept, and finds out what was changed', async () => {
    const page = await openFromPopup(stage);
    await watchLinks(page);
    await giveFiles(page, FILES);
    expect(await page.evaluate(MAY_LEAVE)).toBe(true);
    await page.waitForSelector('#chosen-title[data-count="3"]');
    await page.click('#start');
    await showsView(page, 'documents');
    // Nobody asks, and nobody receives.
    expect(await page.text('.asking-site')).toContain('No website');
    await page.click('#proceed');
    await showsView(page, 'consent');
    expect(await page.text()).toContain('sent nowhere');
    await page.click('#agree');
    await page.waitForView('pin-entry');
    await submit(page, SIMULATED_PASSWORD);
    await page.waitForSelector('[data-step="signed"]');
    expect(await page.evaluate(MAY_LEAVE), 'leaves what is not saved').toBe(false);

    const saved = await savedFiles(page);
    expect([...saved.keys()]).toEqual(['契約書_signed.pdf', 'annex_signed.pdf', 'メモ.txt.p7s']);
    expect(await acceptedByOthers(stage, saved)).toEqual([]);
    await check(page, saved);

    // What is not saved goes when the person has said so, and not before.
    await page.click('nav a[href="#sign"]');
    for (const [answer, step] of [
      ['.cancel', '[data-step="signed"]'],
      ['.confirm', '#chosen-title[data-count="0"]'],
    ] as const) {
      await page.click('#again');
      await page.click(`dialog[open] ${answer}`);
      await page.waitForSelector(`${step}:not(:has(dialog))`);
    }
  });

  it('is remembered as the person’s own, with the names of the files', async () => {
    const options = await stage.browser.openExtensionPage('options.html#history');
    await options.waitForSelector('[data-outcome="done"]');
    const entry = await options.text('[data-entry]');
    for (const text of ['Your own files', '契約書.pdf', 'メモ.txt']) expect(entry).toContain(text);
  });

  it('lets no site ask meanwhile, and waits until a site has been answered', async () => {
    const { page: site, prompt } = await stage.ask();
    const page = await stage.browser.openExtensionPage('files.html');
    await giveFiles(page, [NOTE]);
    await page.waitForSelector('#chosen-title[data-count="1"]');
    await page.click('#start');
    await page.waitForSelector('[data-ended="busy"]');
    await prompt.waitForView('pin-entry');
    await prompt.press('Escape');
    await prompt.closed();
    await page.click('#start');
    await page.waitForView('documents');
    await site.bringToFront();
    await inGesture(site, AUTHENTICATE);
    expect(await outcomeOf(site)).toMatchObject({ error: { code: 'busy' } });
    // A tab that is closed gives way to others.
    await page.close();
    const { prompt: next } = await stage.ask();
    await next.waitForView('pin-entry');
    await next.press('Escape');
    await next.closed();
  });
});

async function openFromPopup(stage: Stage): Promise<ExtensionPage> {
  const popup = await stage.browser.openPopup(await stage.openSite());
  await popup.click('#open-files');
  return await stage.browser.extensionTab('files.html');
}

/** On the page's other side: each file is what it is, and one octet more or less is noticed. */
async function check(page: ExtensionPage, saved: ReadonlyMap<string, Buffer>): Promise<void> {
  const files = Array.from(saved, ([name, content]) => ({ name, content }));
  const [contract, annex] = files;
  if (!contract || !annex) throw new Error('no signed PDFs');
  await page.click('nav a[href="#check"]');
  await giveFiles(page, [...files, NOTE], 'drop');
  await page.waitForSelector('article:nth-of-type(3)');
  expect(await verdicts(page)).toEqual({
    '契約書_signed.pdf': 'test',
    'annex_signed.pdf': 'test',
    'メモ.txt.p7s': 'test',
  });
  expect(await page.text('article')).toContain('山田');
  const tampered = Buffer.from(contract.content);
  tampered.write('Kontract', tampered.indexOf('Contract'));
  await giveFiles(page, [
    { name: contract.name, content: tampered },
    { name: annex.name, content: Buffer.concat([annex.content, Buffer.from('%')]) },
    { ...NOTE, content: Buffer.from('約束しません。\n') },
  ]);
  await page.waitForSelector('[data-verdict="changed"]');
  const after = await verdicts(page);
  expect(after).toMatchObject({ '契約書_signed.pdf': 'changed', 'メモ.txt.p7s': 'changed' });
  expect(after['annex_signed.pdf']).not.toBe('test');
}

async function verdicts(page: ExtensionPage): Promise<Readonly<Record<string, string>>> {
  return await page.evaluate(`Object.fromEntries([...document.querySelectorAll('article')].map(
    ({ dataset }) => [dataset.file, dataset.verdict]))`);
}

/** What poppler and OpenSSL have against the files. */
async function acceptedByOthers(
  stage: Stage,
  saved: ReadonlyMap<string, Buffer>,
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kazasu-own-files-'));
  const problems: string[] = [];
  await writeFile(join(folder, NOTE.name), NOTE.content);
  for (const [name, content] of saved) {
    const path = join(folder, name);
    await writeFile(path, content);
    const { output, status } = name.endsWith('.pdf')
      ? await runProgram(stage.world.env, 'pdfsig', '-nocert', path)
      : await runProgram(stage.world.env, 'openssl', ...openSslArguments(path, join(folder, NOTE.name)));
    const isGood = name.endsWith('.pdf')
      ? output.includes('Signature is Valid') && output.includes('Total document signed')
      : status === 0;
    if (!isGood) problems.push(`${name}: ${output}`);
  }
  await rm(folder, { recursive: true });
  return problems;
}

function openSslArguments(signature: string, document: string): readonly string[] {
  const verify = ['cms', '-verify', '-binary', '-noverify', '-inform', 'DER', '-out', '/dev/null'];
  return [...verify, '-in', signature, '-content', document];
}
