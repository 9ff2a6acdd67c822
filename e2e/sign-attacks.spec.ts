/** What a hostile or careless page tries while documents are signed. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { edited, testDocument } from '../signatures/pades/testing/test-document.ts';
import { signDocuments } from './harness/at-the-prompt.ts';
import { rawSignature } from './harness/raw-envelope.ts';
import { documentSource } from './harness/signing-page.ts';
import { inGesture, outcomeOf } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

/** Twelve bytes. */
const REQUEST = `{ method: 'sign', format: 'cades', packaging: 'enveloping', documents: [{ name: 'a.txt', type: 'text/plain', size: 12 }] }`;
const octets = (text: string): string => `new TextEncoder().encode('${text}').buffer`;
const PIECE = `{ kind: 'piece', document: 0, offset: 0, bytes: ${octets('as announced')} }`;

inEachBrowser((stage) => {
  it.each([
    ['fewer bytes than it announced', `{ ...${PIECE}, bytes: ${octets('a')} }`],
    ['another place', `{ ...${PIECE}, offset: 3 }`],
    ['no bytes at all', `{ ...${PIECE}, bytes: undefined }`],
    ['more than it is asked', `{ ...${PIECE}, more: 1 }`],
  ])('%s: the person is told that the site has a fault', async (_what, reply) => {
    const { page, prompt } = await stage.ask(rawSignature(REQUEST, `() => [${reply}]`));
    await prompt.waitForView('failed');
    await prompt.click('#close');
    await prompt.closed();
    expect(await outcomeOf(page)).toEqual({ value: { kind: 'error', code: 'invalid-request' } });
  });

  it.each([
    ['twenty megabytes in one piece', `{ ...${PIECE}, bytes: new ArrayBuffer(20_000_000) }`],
    ['base64', `{ ...${PIECE}, bytes: 'YXMgYW5ub3VuY2Vk' }`],
    ['a list of numbers', `{ ...${PIECE}, bytes: [1, 2, 3] }`],
    ['an object that looks like octets', `{ ...${PIECE}, bytes: { byteLength: 12, length: 2 ** 32 } }`],
    [
      'what only looks like octets, to a page that has changed what they are',
      `(window.ArrayBuffer = class { static [Symbol.hasInstance]() { return true; } }, { ...${PIECE}, bytes: { byteLength: 12 } })`,
    ],
    ['what JSON cannot say', `{ ...${PIECE}, offset: 0n }`],
  ])('%s goes no further than the bridge', async (_what, reply) => {
    const page = await stage.openSite();
    // The window may have gone before anybody sees it.
    await inGesture(page, rawSignature(REQUEST, `() => [${reply}]`));
    expect(await outcomeOf(page)).toEqual({ value: { kind: 'error', code: 'invalid-request' } });
    await waitUntil(async () => (await stage.browser.promptCount()) === 0);
  });

  it('says more than it is asked, and other things later: what is signed is what arrived first', async () => {
    const other = `{ ...${PIECE}, bytes: ${octets('another text')} }`;
    const { page, prompt } = await stage.ask(
      rawSignature(
        REQUEST,
        `() => [{ kind: 'timestamps', responses: ['AAAA'] }, ${PIECE}, ${other}, ${other}]`,
      ),
    );
    await prompt.waitForView('documents');
    await page.evaluate(`window.say(${other}); window.say({ kind: 'timestamps', responses: [] })`);
    await prompt.click('[data-document="0"] .open');
    await prompt.waitForText('as announced');
    await prompt.click('#back');
    await signDocuments(prompt);
    const signature = await page.evaluate(
      `window.outcome.then(({ value }) => value.result.documents[0].signature)`,
    );
    // CMS names the document by its digest.
    const digest = createHash('sha256').update('as announced').digest();
    expect(Buffer.from(String(signature), 'base64').includes(digest)).toBe(true);
    expect(await page.evaluate('window.asked')).toHaveLength(1);
  });

  it('a PDF that other programs show differently, in a container that takes any file: the person is told', async () => {
    const form = testDocument(edited('form', '/DA', '/XFA 4 0 R /DA'));
    const { prompt } = await stage.ask(
      `kazasu.sign({ format: 'cades', documents: [${documentSource('form.pdf', 'application/pdf', form)}] })`,
    );
    await prompt.waitForView('documents');
    await prompt.click('[data-document="0"] .open');
    await prompt.waitForText('some programs show in the place of its pages');
    await prompt.press('Escape');
  });

  it('never answers: the person sees that nothing arrives, and leaves', async () => {
    const { page, prompt } = await stage.ask(rawSignature(REQUEST, '() => []'));
    await prompt.waitForView('receiving');
    await waitUntil(async () => (await page.evaluate('window.asked.length')) === 1);
    await prompt.click('#cancel');
    await prompt.closed();
    expect(await outcomeOf(page)).toEqual({ value: { kind: 'error', code: 'user-cancelled' } });
    // Too late: the next request hears none of it.
    await page.evaluate(`window.say(${PIECE})`);
    await inGesture(page, rawSignature(REQUEST, '() => []'));
    const next = await stage.browser.prompt();
    await next.waitForView('receiving');
    await next.press('Escape');
    await next.closed();
  });

  it('asks for what no prompt opens for', async () => {
    const page = await stage.openSite();
    for (const request of [
      `{ method: 'sign', format: 'cades', documents: [] }`,
      REQUEST.replace('12', String(300 * 1024 * 1024)),
      REQUEST.replace('a.txt', '../a.txt'),
      REQUEST.replace('a.txt', String.raw`\u202Etxt.exe`),
      `{ method: 'sign', format: 'digest', documents: [{ name: 'a', digest: 'A'.repeat(27) + '=' }] }`, // SHA-1
    ]) {
      await inGesture(page, rawSignature(request, '() => []'));
      expect(await outcomeOf(page)).toEqual({ value: { kind: 'error', code: 'invalid-request' } });
    }
    expect(await stage.browser.promptCount()).toBe(0);
  });
});
