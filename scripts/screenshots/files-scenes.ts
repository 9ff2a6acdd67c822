/** A person's own files: chosen, signed and checked. */
import { showsView, submit } from '../../e2e/harness/at-the-prompt.ts';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { giveFiles, type OwnFile, savedFiles, smallPdf, watchLinks } from '../../e2e/harness/own-files.ts';
import { SIMULATED_PASSWORD } from '../../e2e/harness/simulated-pin.ts';
import { keyPair } from '../../sdk/verify/testing/test-pki.ts';
import { makeSignatureAuthority, makeSignatureLeaf } from '../../sdk/verify/testing/test-signature-pki.ts';
import { prepareCades } from '../../signatures/cades/prepare-cades.ts';
import { startHash } from '../../signatures/running-hash.ts';
import { signDigest } from '../../signatures/testing/test-signer.ts';
import type { Scene, Step } from './scene.ts';

interface FilesScene {
  readonly name: string;
  readonly task?: 'sign' | 'check';
  readonly act: (page: ExtensionPage) => Promise<void>;
  readonly onward?: readonly Step[];
}

const NOTE: OwnFile = { name: '約束.txt', type: 'text/plain', content: Buffer.from('約束します。\n') };
const CONTRACT: OwnFile = { name: '業務委託契約書.pdf', content: smallPdf('Contract') };
const OWN_FILES: readonly OwnFile[] = [CONTRACT, { name: '別紙1.pdf', content: smallPdf('Annex') }, NOTE];

const SCENES: readonly FilesScene[] = [
  {
    name: 'files',
    act: () => Promise.resolve(),
    onward: [
      { name: 'files-chosen', go: chooseOwnFiles },
      { name: 'files-cancelled', go: startAndCancel },
    ],
  },
  { name: 'files-signed', act: signOwnFiles, onward: [{ name: 'files-checked', go: checkOwnFiles }] },
  { name: 'files-checked-issuer', task: 'check', act: checkWithIssuer },
  { name: 'files-checked-problems', act: checkChangedFiles },
];

/** What is seen elsewhere, too; the prompt in the page's place is the one that websites get but for a few words. */
const OTHERS: readonly FilesScene[] = [
  { name: 'files-only-beside', act: (page) => choose(page, [NOTE]) },
  { name: 'files-check', task: 'check', act: () => Promise.resolve() },
  { name: 'files-documents', act: startSigning },
  {
    name: 'files-consent',
    act: async (page) => {
      await startSigning(page);
      await page.click('#proceed');
      await showsView(page, 'consent');
    },
  },
  { name: 'files-password', act: reachPassword },
  {
    name: 'files-unsaved',
    act: async (page) => {
      await signOwnFiles(page);
      await page.click('#again');
      await page.waitForSelector('dialog[open]');
    },
  },
];

/** As far as they differ in their markup. */
export const FILES_SCENES = SCENES.map(filesScene);
export const OTHER_FILES_SCENES = OTHERS.map(filesScene);

function filesScene({ name, task = 'sign', act, onward = [] }: FilesScene): Scene {
  return {
    name,
    onward,
    reach: async (stage) => {
      const page = await stage.browser.openExtensionPage(`files.html#${task}`);
      await page.waitForSelector('#pick');
      await act(page);
      return page;
    },
  };
}

async function choose(page: ExtensionPage, files: readonly OwnFile[]): Promise<void> {
  await giveFiles(page, files);
  await page.waitForSelector(`#chosen-title[data-count="${files.length}"]`);
}

export function chooseOwnFiles(page: ExtensionPage): Promise<void> {
  return choose(page, OWN_FILES);
}

async function startSigning(page: ExtensionPage): Promise<void> {
  await chooseOwnFiles(page);
  await start(page);
}

async function start(page: ExtensionPage): Promise<void> {
  await page.click('#start');
  await showsView(page, 'documents');
}

async function startAndCancel(page: ExtensionPage): Promise<void> {
  await start(page);
  await page.click('#cancel');
  await page.waitForSelector('[data-ended]');
}

async function reachPassword(page: ExtensionPage): Promise<void> {
  await startSigning(page);
  await page.click('#proceed');
  await showsView(page, 'consent');
  await page.click('#agree');
  await page.waitForView('pin-entry');
}

export async function signOwnFiles(page: ExtensionPage): Promise<void> {
  await watchLinks(page);
  await reachPassword(page);
  await submit(page, SIMULATED_PASSWORD);
  await page.waitForSelector('[data-step="signed"]');
}

/** After {@link signOwnFiles}. */
async function takeSigned(page: ExtensionPage): Promise<readonly OwnFile[]> {
  const files = Array.from(await savedFiles(page), ([name, content]) => ({ name, content }));
  await page.click('nav a[href="#check"]');
  return files;
}

async function checkOwnFiles(page: ExtensionPage): Promise<void> {
  await giveFiles(page, [...(await takeSigned(page)), NOTE]);
  await page.waitForSelector('article:nth-of-type(3)');
  await page.click('article summary');
  await page.waitForSelector('details[open]');
}

async function checkChangedFiles(page: ExtensionPage): Promise<void> {
  await signOwnFiles(page);
  const [contract, annex, note] = await takeSigned(page);
  if (!contract || !annex || !note) throw new Error('three files were signed');
  const changed = Buffer.from(contract.content);
  changed.write('Kontract', changed.indexOf('Contract'));
  await giveFiles(page, [
    { ...contract, content: changed },
    note,
    CONTRACT,
    { name: '壊れたファイル.pdf', content: Buffer.from('%PDF-1.7\n') },
    { ...NOTE, content: Buffer.from('約束しません。\n') },
  ]);
  await page.waitForSelector('article:nth-of-type(4)');
}

/** By an authority with the name of the real one; as nobody else has its key, only a real card has the other result. */
async function checkWithIssuer(page: ExtensionPage): Promise<void> {
  const authority = makeSignatureAuthority('JPKI', keyPair('scene'));
  const stranger = makeSignatureAuthority('JPKI', keyPair('another scene'));
  await giveFiles(page, [
    NOTE,
    { name: `${NOTE.name}.p7s`, content: await signNote(makeSignatureLeaf(authority)) },
    { name: '発行元不明.p7s', content: await signNote(makeSignatureLeaf(stranger)) },
    { name: '署名だけ.p7s', content: await signNote(makeSignatureLeaf(authority), 'elsewhere') },
    { name: 'issuer.cer', content: authority.certificate },
  ]);
  await page.waitForSelector('article:nth-of-type(3)');
}

/** Whose authority's certificate is not there, as with most files. */
export async function checkUnknownSigner(page: ExtensionPage): Promise<void> {
  const content = await signNote(makeSignatureLeaf(makeSignatureAuthority('JPKI', keyPair('scene'))));
  await page.click('nav a[href="#check"]');
  await giveFiles(page, [NOTE, { name: `${NOTE.name}.p7s`, content }]);
  await page.waitForSelector('[data-verdict="issuer-unknown"]');
}

async function signNote(certificate: Buffer, content = NOTE.content.toString()): Promise<Buffer> {
  const bytes = new TextEncoder().encode(content);
  const document = {
    name: NOTE.name,
    type: 'text/plain',
    content: new Blob([bytes]),
    hash: startHash('SHA-256').update(bytes),
  };
  const prepared = await prepareCades(document, { digestAlgorithm: 'SHA-256', packaging: 'detached' });
  const bound = await prepared.bind({ certificate, time: new Date('2026-11-22T03:00:00Z') });
  const signature = signDigest({ name: 'leaf', ...keyPair('leaf'), certificate }, bound);
  return Buffer.from((await bound.finish(signature)).signature);
}
