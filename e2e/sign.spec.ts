/** A page has documents signed: what comes of it other people's software accepts, and it is all of them or none. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { compactVerify, importX509 } from 'jose';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { resolvePath } from '../scripts/root.ts';
import { OpensslTsa } from '../signatures/timestamp/testing/openssl-tsa.ts';
import { agreeToSign, signDocuments } from './harness/at-the-prompt.ts';
import { largePdf } from './harness/large-pdf.ts';
import { Recipient } from './harness/other-peoples-software.ts';
import { documentSource, signCall, signedIn } from './harness/signing-page.ts';
import { inGesture, outcomeOf } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';

const PDF = await readFile(resolvePath('signatures/pdf/testing/libreoffice.pdf'));
const TEXT = '転入届　山田　太郎\n';
/** Object identifier 1.2.840.113549.1.9.16.2.14, RFC 3161 appendix A, in DER. */
const SIGNATURE_TIME_STAMP = Buffer.from('060b2a864886f70d010910020e', 'hex');
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n<届出 id="a"><氏名>山田　太郎</氏名></届出>\n';

inEachBrowser((stage) => {
  let recipient: Recipient;
  beforeAll(async () => {
    recipient = await Recipient.trusting(await stage.world.kazasu('simulate', 'ca', '--signature'));
  });
  afterAll(async () => {
    await recipient.leave();
  });

  it('PDFs, one of them read, one left out: with a mark, and as they were when they were handed over', async () => {
    const documents = ['転入届.pdf', '使用開始届.pdf', '住所変更届.pdf'].map((name) =>
      documentSource(name, 'application/pdf', PDF),
    );
    const mark = '{ page: 1, x: 300, y: 60, width: 200, height: 60 }';
    const call = signCall(
      `{ format: 'pades', documents: window.forms, mark: ${mark}, mayLeaveOut: true, purpose: '引越しの手続き' }`,
    );
    const { page, prompt } = await stage.ask(`(() => {
      window.forms = [${documents.join()}];
      const signed = ${call};
      for (const { content } of window.forms) content.fill(0);
      return signed;
    })()`);
    await prompt.waitForView('documents');
    expect(await prompt.text()).toContain('引越しの手続き');
    await prompt.waitForSelector('#unread[data-count="3"]');
    await prompt.click('[data-document="0"] .open');
    await prompt.waitForView('document');
    await prompt.waitForSelector('.end');
    await prompt.evaluate(`document.querySelector('.end').scrollIntoView()`);
    await prompt.waitForSelector('.viewer .mark-read');
    await prompt.click('#back');
    await prompt.waitForSelector('#unread[data-count="2"]');
    await prompt.click('[name="document-1"]');
    await prompt.waitForSelector('#unread[data-count="1"]');
    await signDocuments(prompt);
    const { documents: signed } = await signedIn(page);
    expect(signed.map(({ outcome, name }) => [name, outcome])).toEqual([
      ['転入届.pdf', 'signed'],
      ['使用開始届.pdf', 'left-out'],
      ['住所変更届.pdf', 'signed'],
    ]);
    for (const { name, signed: file } of signed.filter(({ outcome }) => outcome === 'signed')) {
      expect(file.subarray(0, PDF.length).equals(PDF)).toBe(true);
      await recipient.receive(name, file);
      expect(await recipient.pdfSignatures(name)).toBe(1);
    }
  });

  it('CMS beside the document, with a time stamp that the page fetches, or not at all', async () => {
    const tsa = await OpensslTsa.start();
    onTestFinished(() => tsa.stop());
    const page = await stage.openSite();
    await page.exposeFunction('post', async (request: string) =>
      Buffer.from(await tsa.answer(Buffer.from(request, 'base64'))).toString('base64'),
    );
    const fetching = `async (request) =>
      Uint8Array.from(atob(await window.post(btoa(String.fromCharCode(...request)))), (c) => c.charCodeAt(0))`;
    const options = (timestamp: string): string =>
      `{ format: 'cades', documents: [${documentSource('申請.txt', 'text/plain', TEXT)}], timestamp: ${timestamp} }`;
    await inGesture(page, signCall(options(fetching)));
    await signDocuments(await stage.browser.prompt());
    const {
      documents: [stamped],
    } = await signedIn(page);
    expect(stamped?.signed.includes(SIGNATURE_TIME_STAMP)).toBe(true);
    await recipient.receive('stamped.p7s', stamped?.signed ?? '');
    await recipient.receive('申請.txt', TEXT);
    expect(await recipient.cmsContent('stamped.p7s', '申請.txt')).toBe(TEXT);

    await inGesture(page, signCall(options(`() => Promise.reject(new Error('the authority is closed'))`)));
    await signDocuments(await stage.browser.prompt());
    expect(await outcomeOf(page)).toMatchObject({ error: { name: 'Error' } });
  });

  it('CMS with its content', async () => {
    const { signed } = await sign(
      'cades',
      '申請.txt',
      TEXT,
      `packaging: 'enveloping', digestAlgorithm: 'SHA-512'`,
    );
    await recipient.receive('申請.txt.p7m', signed);
    expect(await recipient.cmsContent('申請.txt.p7m')).toBe(TEXT);
  });

  it('XML, the signature in the document', async () => {
    const { signed } = await sign('xades', '届出.xml', XML);
    expect(signed.toString()).toContain('<氏名>山田　太郎</氏名>');
    await recipient.receive('届出-signed.xml', signed);
    expect(await recipient.acceptsXml('届出-signed.xml')).toBe(true);
  });

  it('XML beside the document', async () => {
    const { signed } = await sign('xades', 'todoke.xml', XML, `packaging: 'detached'`);
    await recipient.receive('todoke.xml', XML);
    await recipient.receive('signature.xml', signed);
    expect(await recipient.acceptsXml('signature.xml')).toBe(true);
  });

  it('JWS', async () => {
    const { signed, certificate } = await sign('jws', '申請.txt', TEXT);
    const key = await importX509(new X509Certificate(certificate).toString(), 'RS256');
    const { payload } = await compactVerify(signed, key);
    expect(Buffer.from(payload).toString()).toBe(TEXT);
  });

  it('a digest, which the person is asked about', async () => {
    const digest = [...createHash('sha512').update(TEXT).digest()].join();
    const documents = `[{ name: 'archive.tar', digest: Uint8Array.of(${digest}) }]`;
    const { page, prompt } = await stage.ask(
      signCall(`{ format: 'digest', digestAlgorithm: 'SHA-512', documents: ${documents} }`),
    );
    await prompt.waitForView('documents');
    await prompt.click('#proceed');
    await prompt.waitForText('cannot be displayed');
    await prompt.click('[name="document-0"]');
    await signDocuments(prompt);
    const {
      documents: [signed],
      certificate,
    } = await signedIn(page);
    await recipient.receive('content', TEXT);
    await recipient.receive('certificate', certificate);
    await recipient.receive('bare', signed?.signature ?? '');
    expect(await recipient.acceptsBareSignature('bare', 'certificate', 'content')).toBe(true);
  });

  it('a hundred documents with one password', async () => {
    const { page, prompt } = await stage.ask(
      signCall(`{
        format: 'cades',
        documents: Array.from({ length: 100 }, (_, index) => ({ name: index + '.txt', type: 'text/plain', content: '届出 ' + index })),
      }`),
    );
    await signDocuments(prompt);
    const { documents } = await signedIn(page);
    expect(documents.map(({ name }) => name)).toEqual(
      Array.from({ length: 100 }, (_, index) => `${index}.txt`),
    );
    for (const index of [0, 99]) {
      await recipient.receive('one.p7s', documents[index]?.signed ?? '');
      await recipient.receive('one.txt', `届出 ${index}`);
      expect(await recipient.cmsContent('one.p7s', 'one.txt')).toBe(`届出 ${index}`);
    }
    const verified = (await stage.world.trace()).filter(
      ({ ins, command }) => ins === '20' && command.endsWith('*'),
    );
    expect(verified).toHaveLength(1);
  });

  // Once: what differs between the browsers is how long the pieces take.
  if (stage.browserName === 'chromium') {
    it('a PDF of 50 MB, in pieces', async () => {
      const size = 50_000_000;
      const { page, prompt } = await stage.ask(`(async () => {
        const content = (${largePdf.toString()})(${size});
        const { documents: [{ signed }] } = await kazasu.sign({
          format: 'pades',
          documents: [{ name: 'large.pdf', type: 'application/pdf', content }],
        });
        const added = new Uint8Array(await signed.slice(content.size).arrayBuffer());
        return btoa(String.fromCharCode(...added));
      })()`);
      await signDocuments(prompt);
      const { value } = (await outcomeOf(page)) as { value: string }; // what was added, as above
      const original = Buffer.from(await largePdf(size).arrayBuffer());
      await recipient.receive('large.pdf', Buffer.concat([original, Buffer.from(value, 'base64')]));
      expect(await recipient.pdfSignatures('large.pdf')).toBe(1);
    });
  }

  const CALL = `kazasu.sign({ format: 'cades', documents: [{ name: 'a.txt', type: 'text/plain', content: 'a' }], signal: (window.gone = new AbortController()).signal })`;

  it('is cancelled at each moment, and nothing comes of it', async () => {
    const page = await stage.openSite();
    const asked = async (): ReturnType<typeof stage.browser.prompt> => {
      await inGesture(page, CALL);
      const prompt = await stage.browser.prompt();
      await prompt.waitForView('documents');
      return prompt;
    };
    const cancelled = { error: { name: 'KazasuError', code: 'user-cancelled' } };

    const atList = await asked();
    const other = await stage.openSite();
    await inGesture(other, CALL);
    expect(await outcomeOf(other)).toMatchObject({ error: { code: 'busy' } });
    await atList.click('#cancel');
    await atList.closed();
    expect(await outcomeOf(page)).toMatchObject(cancelled);

    const atDocument = await asked();
    await atDocument.click('[data-document="0"] .open');
    await atDocument.waitForView('document');
    await page.evaluate('window.gone.abort()');
    await atDocument.closed();
    expect(await outcomeOf(page)).toMatchObject({ error: { name: 'AbortError' } });

    const atConsent = await asked();
    await atConsent.click('#proceed');
    await atConsent.waitForView('consent');
    await atConsent.click('#cancel');
    await atConsent.closed();
    expect(await outcomeOf(page)).toMatchObject(cancelled);

    const atPassword = await asked();
    await agreeToSign(atPassword);
    await atPassword.waitForView('pin-entry');
    await atPassword.click('#cancel');
    await atPassword.closed();
    expect(await outcomeOf(page)).toMatchObject(cancelled);
    const commands = await stage.world.trace();
    expect(commands.filter(({ command }) => command.startsWith('802A'))).toEqual([]);
  });

  it('ends with its page', async () => {
    const { page, prompt } = await stage.ask(CALL);
    await prompt.waitForView('documents');
    await page.goto(`${stage.site.origin}/elsewhere`);
    await prompt.closed();
  });

  async function sign(format: string, name: string, content: string, options = '') {
    const type = format === 'xades' ? 'application/xml' : 'text/plain';
    const { page, prompt } = await stage.ask(
      signCall(`{ format: '${format}', documents: [${documentSource(name, type, content)}], ${options} }`),
    );
    await signDocuments(prompt);
    const { documents, certificate } = await signedIn(page);
    const [document] = documents;
    if (document === undefined) throw new Error('nothing was signed');
    return { ...document, certificate };
  }
});
