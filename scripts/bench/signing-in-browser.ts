import type { Page } from 'puppeteer-core';
import { agreeToSign, submit } from '../../e2e/harness/at-the-prompt.ts';
import { BROWSER_NAMES } from '../../e2e/harness/browser.ts';
import { largePdf } from '../../e2e/harness/large-pdf.ts';
import { SIMULATED_PASSWORD } from '../../e2e/harness/simulated-pin.ts';
import { inGesture, outcomeOf } from '../../e2e/harness/site.ts';
import { PeakMemory } from './peak-memory.ts';
import type { Figure } from './row.ts';
import { type BenchStage, onStage } from './stage.ts';

const KB = 1000;
const SETS = [
  { count: 1, bytes: 100 * KB },
  { count: 10, bytes: 100 * KB },
  { count: 100, bytes: 100 * KB },
  { count: 1, bytes: 50_000 * KB },
] as const;
type DocumentSet = (typeof SETS)[number];
/** Bytes. */
const LARGE = 10_000 * KB;

/**
 * PDFs that a page has signed, with the simulated card: the transfer into the prompt, until the list of documents is there;
 * the time from the password to the result in the page; and what all processes of the browser take for it above what they
 * had with the page's own copy. A request of one byte before it tells what the window itself takes.
 */
export async function benchSigningInBrowser(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const name of BROWSER_NAMES) {
    await onStage(async (stage) => {
      const window = await signOnce(stage, { count: 1, bytes: 1 });
      for (const set of SETS) figures.push(figureOf(name, set, await signOnce(stage, set), window.growth));
    }, name);
  }
  return figures;
}

interface Signing {
  readonly transferMs: number;
  readonly resultMs: number;
  /** Bytes above what there was before the request. */
  readonly growth: number;
}

async function signOnce(
  { browser, site, world }: BenchStage,
  { count, bytes }: { readonly count: number; readonly bytes: number },
): Promise<Signing> {
  await world.freshCard();
  const page = await browser.newTab(site.origin);
  await page.evaluate(`window.documents = Array.from({ length: ${count} }, (_, index) =>
    ({ name: index + '.pdf', type: 'application/pdf', content: (${largePdf.toString()})(${bytes}) }))`);
  const memory = await PeakMemory.start();
  await inGesture(
    page,
    `(() => { window.askedAt = Date.now();
      return kazasu.sign({ format: 'pades', documents: window.documents }).finally(() => { window.answeredAt = Date.now(); }); })()`,
  );
  const prompt = await browser.prompt();
  await prompt.waitForView('documents');
  const listedAt = Date.now();
  await agreeToSign(prompt);
  await prompt.waitForView('pin-entry');
  const submittedAt = Date.now();
  await submit(prompt, SIMULATED_PASSWORD);
  const outcome = await outcomeOf(page);
  if ('error' in outcome) throw new Error(outcome.error.all);
  const growth = await memory.stop();
  const transferMs = listedAt - (await numberIn(page, 'askedAt'));
  const resultMs = (await numberIn(page, 'answeredAt')) - submittedAt;
  await prompt.closed();
  await page.close();
  return { transferMs, resultMs, growth };
}

async function numberIn(page: Page, name: string): Promise<number> {
  return (await page.evaluate(`window.${name}`)) as number; // set by the expression above
}

function figureOf(browser: string, { count, bytes }: DocumentSet, signing: Signing, window: number): Figure {
  const { transferMs, resultMs, growth } = signing;
  // Of a small document it would say nothing but how large the window is.
  const ratio =
    bytes >= LARGE ? `; the rest is ${((growth - window) / bytes).toFixed(1)} x the document` : '';
  return {
    what: `${browser}: ${count} PDF of ${bytes / KB} KB`,
    figure: `${transferMs.toFixed(0)} ms until they are listed, ${resultMs.toFixed(0)} ms from the password`,
    counts: `memory: ${megabytes(growth)} at most, ${megabytes(window)} of it a window without a document${ratio}`,
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / KB / KB).toFixed(0)} MB`;
}
