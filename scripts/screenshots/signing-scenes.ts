/** Every state of a request for signatures, and how a person would get there. */
import { readFileSync } from 'node:fs';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { inGesture } from '../../e2e/harness/site.ts';
import { SIMULATED_PASSWORD } from '../../e2e/harness/simulated-pin.ts';
import { resolvePath } from '../root.ts';
import { type Onward, stepsOf } from './onward.ts';
import type { Scene, SceneStage } from './scene.ts';

interface SigningScene {
  readonly name: string;
  /** The options of `sign`, as JavaScript source. */
  readonly options: string;
  /** Runs in the page beforehand. */
  readonly before?: string;
  /** Of the simulated card; no card unless given. */
  readonly scenario?: string;
  readonly view: string;
  readonly act?: (prompt: ExtensionPage) => Promise<void>;
  /** What is waited for beside the view. */
  readonly selector?: string;
  readonly onward?: readonly Onward[];
}

const PURPOSE = '見本市への三つの届け出をまとめて行います';
const XML = `<?xml version="1.0" encoding="UTF-8"?>
<転入届 xmlns="https://city.example/todoke">
  <氏名>山田　太郎</氏名>
  <住所>架空県見本市試験町一丁目２番３号</住所>
  <届出日>2026-11-22</届出日>
</転入届>
`;
/** With characters that nobody sees: an amount that a right-to-left override turns round, and an invisible space. */
const TRICKY =
  '委任状\n\n私は、次の者を代理人と定めます。\n支払いの上限：\u202E000,1\u202C円\n代理\u200B人：見本　花子\n';

const PDF = fileSource('住民票の写しの交付申請書.pdf', 'application/pdf', 'application.pdf');
const PICTURE = fileSource('図面.png', 'image/png', 'plan.png');
const TEXT = textSource('委任状.txt', 'text/plain', TRICKY);
const XML_DOCUMENT = textSource('転入届.xml', 'application/xml', XML);
const UNSEEN = textSource(
  '添付書類.docx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'PK',
);
const LONG_NAME = textSource(
  `${'とても長い名前の申請書類の添付資料'.repeat(7)}-${'without-any-space'.repeat(7)}.txt`,
  'text/plain',
  'x',
);
const CADES = `format: 'cades', purpose: '${PURPOSE}'`;
const ALL = `{ ${CADES}, documents: [${[PDF, PICTURE, TEXT, XML_DOCUMENT, UNSEEN].join()}] }`;
const READABLE = `{ ${CADES}, documents: [${[PDF, TEXT].join()}] }`;
const ONE_PDF = `{ format: 'pades', documents: [${PDF}] }`;
const HUNDRED = `{ ${CADES}, mayLeaveOut: true, documents: Array.from({ length: 100 }, (_, index) => ({
  name: '届け出' + (index + 1) + '.txt', type: 'text/plain', content: '届け出の' + (index + 1) })) }`;
const DIGESTS = `{ format: 'digest', documents: ['契約書（原本）', '別紙'].map((name) => ({
  name, digest: new Uint8Array(32).fill(name.length) })) }`;
/** The third piece never comes. */
const STOPS = `{ const read = Blob.prototype.arrayBuffer; let pieces = 0;
  Blob.prototype.arrayBuffer = function () { return ++pieces > 9 ? new Promise(() => {}) : read.call(this); }; }`;
const LARGE = `{ ${CADES}, documents: [{ name: '図面一式.bin', type: 'application/octet-stream',
  content: new Blob([new Uint8Array(8e6)]) }] }`;

const STATES: readonly SigningScene[] = [
  {
    name: 'receiving',
    options: LARGE,
    before: STOPS,
    view: 'receiving',
    selector: 'progress[value]:not([value="0"])',
  },
  { name: 'documents', options: ALL, view: 'documents' },
  {
    name: 'documents-undecided',
    options: ALL,
    view: 'documents',
    act: (prompt) => prompt.click('#proceed'),
    onward: [
      {
        name: 'signing-document-pdf',
        act: (prompt) => openDocument(prompt, 0, '.page canvas'),
        view: 'document',
      },
      {
        name: 'signing-document-text',
        act: async (prompt) => {
          await prompt.click('#back');
          await openDocument(prompt, 2, '.mark-read');
        },
        view: 'document',
      },
    ],
  },
  { name: 'documents-hundred', options: HUNDRED, view: 'documents' },
  {
    name: 'documents-long-name',
    options: `{ ${CADES}, documents: [${LONG_NAME}] }`,
    view: 'documents',
  },
  { name: 'documents-read', options: READABLE, view: 'documents', act: readBoth },
  { name: 'documents-digests', options: DIGESTS, view: 'documents' },
  {
    ...open('document-pdf-large', 0, '.page canvas'),
    act: async (prompt) => {
      await openDocument(prompt, 0, '.page canvas');
      await prompt.click('#zoom-in');
      await prompt.click('#next-page');
      await prompt.waitForSelector('.page:nth-child(2) canvas');
    },
  },
  open('document-picture', 1, '.mark-read'),
  open('document-xml', 3, '.mark-read'),
  {
    name: 'document-not-text',
    options: `{ ${CADES}, documents: [{ name: '氏名.csv', type: 'text/csv', content: Uint8Array.of(0x8e, 0x52, 0x93, 0x63, 44, 0x91, 0xbe, 0x98, 0x59) }] }`,
    view: 'document',
    act: (prompt) => openDocument(prompt, 0),
    selector: '.viewer > .notice',
  },
  {
    name: 'document-damaged',
    options: `{ ${CADES}, documents: [${textSource('申請書.pdf', 'application/pdf', '%PDF-1.7 damaged')}] }`,
    view: 'document',
    act: (prompt) => openDocument(prompt, 0),
    selector: '.viewer > .notice',
  },
  {
    name: 'consent',
    options: READABLE,
    scenario: 'normal',
    view: 'consent',
    act: proceed,
    onward: [{ name: 'signing-password', act: (prompt) => prompt.click('#agree'), view: 'pin-entry' }],
  },
  {
    name: 'consent-read',
    options: READABLE,
    view: 'consent',
    act: async (prompt) => {
      await readBoth(prompt);
      await prompt.click('#proceed');
    },
  },
  { name: 'waiting', options: READABLE, view: 'waiting-for-card', act: agree },
  {
    name: 'password-wrong',
    options: READABLE,
    scenario: 'normal',
    view: 'pin-entry',
    act: enterWrongPassword,
    selector: '#tries-left[data-count="4"]',
  },
  {
    name: 'password-incomplete',
    options: READABLE,
    scenario: 'normal',
    view: 'pin-entry',
    act: async (prompt) => {
      await enterPassword(prompt, 'AB1');
      await prompt.waitForSelector('#pin[aria-invalid="true"]');
    },
  },
  { name: 'password-last-try', options: READABLE, scenario: 'one-try-left', view: 'pin-entry', act: agree },
  { name: 'password-blocked', options: READABLE, scenario: 'blocked', view: 'failed', act: agree },
  {
    name: 'no-certificate',
    options: READABLE,
    scenario: 'no-signature-certificate',
    view: 'failed',
    act: enterPassword,
  },
  { name: 'expired', options: READABLE, scenario: 'expired', view: 'failed', act: enterPassword },
  { name: 'working', options: READABLE, scenario: 'slow', view: 'working', act: enterPassword },
  {
    name: 'finishing',
    options: `{ format: 'pades', documents: [${PDF}], timestamp: () => new Promise(() => {}) }`,
    scenario: 'normal',
    view: 'finishing',
    act: enterPassword,
  },
  { name: 'done', options: ONE_PDF, scenario: 'normal', view: 'done', act: enterPassword },
  {
    name: 'refused',
    options: `{ format: 'pades', documents: [${fileSource('住民票の写しの交付申請書.pdf', 'application/pdf', 'encrypted.pdf')}] }`,
    view: 'failed',
    selector: '.refused',
  },
  {
    name: 'timestamp-refused',
    options: `{ format: 'pades', documents: [${PDF}], timestamp: () => new Uint8Array(9) }`,
    scenario: 'normal',
    view: 'failed',
    selector: '.refused',
    act: enterPassword,
  },
];

export const SIGNING_SCENES: readonly Scene[] = STATES.map(signingScene);

function open(name: string, document: number, selector: string): SigningScene {
  return { name, options: ALL, view: 'document', act: (prompt) => openDocument(prompt, document), selector };
}

function signingScene(scene: SigningScene): Scene {
  const { name, options, before = '', scenario, view, act, selector, onward } = scene;
  return {
    name: `signing-${name}`,
    onward: stepsOf(onward, view),
    async reach(stage) {
      if (scenario === undefined) await stage.world.removeCard();
      else await stage.world.insertCard(scenario);
      const prompt = await askToSign(stage, options, before);
      if (act) {
        await prompt.waitForView('documents');
        await act(prompt);
      }
      await prompt.waitForView(view);
      if (selector !== undefined) await prompt.waitForSelector(selector);
      return prompt;
    },
  };
}

async function askToSign(
  { browser, site }: SceneStage,
  options: string,
  before: string,
): Promise<ExtensionPage> {
  const page = await browser.newTab(site.origin);
  await page.evaluate(before);
  await inGesture(page, `kazasu.sign(${options})`);
  return await browser.prompt();
}

async function openDocument(prompt: ExtensionPage, index: number, selector = '.viewer'): Promise<void> {
  const button = `[data-document="${index}"] .open`;
  // Not under what can be done with all of them.
  await prompt.evaluate(`document.querySelector('${button}').scrollIntoView({ block: 'center' })`);
  await prompt.click(button);
  await prompt.waitForView('document');
  await prompt.waitForSelector(selector);
}

async function readBoth(prompt: ExtensionPage): Promise<void> {
  await openDocument(prompt, 0);
  await prompt.waitForSelector('.page canvas');
  await prompt.evaluate(`document.querySelector('.shown').scrollTo(0, 1e6)`);
  await prompt.waitForSelector('.mark-read');
  await prompt.click('#back');
  await openDocument(prompt, 1);
  await prompt.waitForSelector('.mark-read');
  await prompt.click('#back');
  await prompt.waitForView('documents');
}

async function proceed(prompt: ExtensionPage): Promise<void> {
  await prompt.click('#proceed');
  await prompt.waitForView('consent');
}

async function agree(prompt: ExtensionPage): Promise<void> {
  await proceed(prompt);
  await prompt.click('#agree');
}

async function enterPassword(prompt: ExtensionPage, password = SIMULATED_PASSWORD): Promise<void> {
  await agree(prompt);
  await prompt.waitForView('pin-entry');
  await prompt.type(password);
  await prompt.press('Enter');
}

function enterWrongPassword(prompt: ExtensionPage): Promise<void> {
  return enterPassword(prompt, 'WRONG1');
}

function fileSource(name: string, type: string, file: string): string {
  const base64 = readFileSync(resolvePath('e2e/fixtures/documents', file)).toString('base64');
  return `{ name: '${name}', type: '${type}', content: Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0)) }`;
}

function textSource(name: string, type: string, text: string): string {
  return `{ name: '${name}', type: '${type}', content: ${JSON.stringify(text)} }`;
}
