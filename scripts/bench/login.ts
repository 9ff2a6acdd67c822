import { generateKeyPairSync, sign } from 'node:crypto';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { SIMULATED_PIN } from '../../e2e/harness/simulated-pin.ts';
import { AUTHENTICATE, inGesture } from '../../e2e/harness/site.ts';
import { waitUntil } from '../../e2e/harness/wait-until.ts';
import { type BenchStage, onStage } from './stage.ts';
import { median, type Row } from './row.ts';

const RUNS = 9;

interface Login {
  readonly askToPromptMs: number;
  readonly emptyWindowMs: number;
  readonly pinToTokenMs: number;
  readonly signMs: number;
  readonly apdus: readonly string[];
}

/** From the page's call to the prompt on the screen, and from the PIN to the token in the page. */
export async function benchLogin(): Promise<readonly Row[]> {
  return await onStage(async (stage) => {
    const logins: Login[] = [];
    for (let run = 0; run < RUNS; run += 1) logins.push(await logIn(stage));
    const medianOf = (key: Exclude<keyof Login, 'apdus'>): number =>
      median(logins.map((login) => login[key]));
    const apdus = logins.at(-1)?.apdus ?? [];
    return [
      {
        what: 'page: request to the prompt painted',
        ms: medianOf('askToPromptMs'),
        floor: 'an empty window of the extension painted',
        floorMs: medianOf('emptyWindowMs'),
      },
      {
        what: 'prompt: PIN submitted to the token in the page',
        ms: medianOf('pinToTokenMs'),
        floor: 'one bare RSA-2048 signature',
        floorMs: medianOf('signMs'),
        counts: `${apdus.length} APDUs (INS ${apdus.join(' ')}), ${apdus.indexOf('2A') + 1} to the signature`,
      },
    ];
  });
}

async function logIn(stage: BenchStage): Promise<Login> {
  const emptyWindowMs = await openEmptyWindow(stage);
  const page = await stage.browser.newTab(stage.site.origin);
  await page.evaluate(
    `addEventListener('message', () => { window.askedAt = Date.now(); }, { capture: true, once: true })`,
  );
  await inGesture(page, `${AUTHENTICATE}.finally(() => { window.answeredAt = Date.now(); })`);
  const prompt = await stage.browser.prompt();
  await prompt.waitForSelector('[data-view]');
  const shownAt = await painted(prompt);
  const askedAt = (await page.evaluate('window.askedAt')) as number; // the listener above set it

  await prompt.waitForView('pin-entry');
  await waitUntil(async () => isReadyForPin(await stage.world.trace()));
  await prompt.type(SIMULATED_PIN);
  const before = (await stage.world.trace()).length;
  await prompt.evaluate(
    `addEventListener('submit', () => { document.title = String(Date.now()); }, { capture: true, once: true })`,
  );
  await prompt.press('Enter');
  await waitUntil(async () => (await page.evaluate('window.answeredAt')) !== undefined);
  const submittedAt = Number(await prompt.evaluate<string>('document.title'));
  const answeredAt = (await page.evaluate('window.answeredAt')) as number; // set by the expression above
  const apdus = (await stage.world.trace()).slice(before).map(({ ins }) => ins);
  await prompt.closed();
  await page.close();
  return {
    askToPromptMs: shownAt - askedAt,
    emptyWindowMs,
    pinToTokenMs: answeredAt - submittedAt,
    signMs: signOnce(),
    apdus,
  };
}

/** The certificate has been read, and the PIN's file is current again, so that VERIFY is the next command. */
function isReadyForPin(trace: readonly { readonly ins: string }[]): boolean {
  return trace.some(({ ins }) => ins === 'B0') && trace.at(-1)?.ins === 'A4';
}

/**
 * When the largest of what a page shows was painted, in milliseconds since 1970: for the prompt, words; what it paints
 * before is an empty frame.
 */
async function painted(page: ExtensionPage): Promise<number> {
  return await page.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      observer.disconnect();
      resolve(performance.timeOrigin + list.getEntries().at(-1).startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  })`);
}

/** The floor: what the browser needs to open and paint a popup window with one picture of the extension and no script. */
async function openEmptyWindow({ browser }: BenchStage): Promise<number> {
  const options = await browser.openExtensionPage('options.html');
  const elapsed = await options.evaluate<number>(`(async () => {
    const askedAt = Date.now();
    const empty = open('/icon/128.png', '', 'popup,width=420,height=680');
    const paint = () => empty.location.pathname === '/icon/128.png' && empty.performance.getEntriesByType('paint')[0];
    while (!paint()) await new Promise((resolve) => setTimeout(resolve, 20));
    const paintedAt = empty.performance.timeOrigin + paint().startTime;
    empty.close();
    return paintedAt - askedAt;
  })()`);
  await options.close();
  return elapsed;
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

function signOnce(): number {
  const started = performance.now();
  sign('sha256', Buffer.from('kazasu'), privateKey);
  return performance.now() - started;
}
