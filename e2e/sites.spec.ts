/** Who may ask, decided in the options; and that a site learns nothing of what else a person has there. */
import { expect, it } from 'vitest';
import { focusByKeyboard } from './harness/at-the-prompt.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { envelope, rawAnswers } from './harness/raw-envelope.ts';
import { AUTHENTICATE, inGesture, NONCE, outcomeOf } from './harness/site.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';

/** Through the library, and at the same time past it: all that comes back. */
const REQUESTS = `Promise.all([
  ${AUTHENTICATE}.catch(({ name, code, message }) => ({ name, code, message })),
  ${rawAnswers(envelope(`{ method: 'authenticate', nonce: '${NONCE}' }`))},
])`;

/** All that a page can find in itself. */
const SURROUNDINGS = `({ document: document.documentElement.outerHTML, window: Object.getOwnPropertyNames(window).sort() })`;

/** All that happens to a page from its request to the answer, in its order. */
const SEQUENCE = `new Promise((resolve) => {
  const events = [];
  for (const type of ['blur', 'focus', 'resize', 'pagehide', 'visibilitychange'])
    addEventListener(type, () => events.push(type), true);
  new MutationObserver((mutations) => {
    for (const { addedNodes, removedNodes, type } of mutations)
      events.push(addedNodes.length ? 'element added' : removedNodes.length ? 'element removed' : type);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    events.push(data.code ?? data.kind);
    // Whatever comes with the answer has come by the next frame.
    if (data.kind !== 'accepted') requestAnimationFrame(() => setTimeout(() => resolve(events)));
  };
  window.postMessage(${envelope(`{ method: 'authenticate', nonce: '${NONCE}' }`)}, location.origin, [port2]);
})`;

const ACCEPTED = { kind: 'accepted' };

interface Setting {
  readonly name: string;
  readonly fragment: string;
  readonly choose: (options: ExtensionPage) => Promise<void>;
}

/** What a person may have chosen, one after the other; the last three are how it was at first. */
const SETTINGS: readonly Setting[] = [
  {
    name: 'a history',
    fragment: '#history',
    choose: (options) => options.waitForSelector('[data-entry]'),
  },
  {
    name: 'no history',
    fragment: '#history',
    choose: async (options) => {
      await options.click('#kept-0');
      await options.click('dialog[open] .confirm');
      await options.waitForSelector('[data-empty]');
    },
  },
  chosen('#language', '#language-ja'),
  chosen('#card', '#real-card'),
  chosen('#card', '#simulated-card'),
  chosen('#language', '#language-browser'),
  chosen('#history', '#kept-24'),
];

inEachBrowser((stage) => {
  it('hears and sees the same, whatever the person has chosen', async () => {
    const atFirst = await cancelledRequest(stage);
    expect(atFirst.heard).toMatchObject({
      value: [{ code: 'user-cancelled' }, [ACCEPTED, { kind: 'error', code: 'busy' }]],
    });
    for (const { name, fragment, choose } of SETTINGS) {
      await inOptions(stage, fragment, choose);
      const { seen, heard } = await cancelledRequest(stage);
      expect(seen, name).toEqual(atFirst.seen);
      // Where no host answers, that is what the page has always been told.
      if (name !== '#real-card') expect(heard, name).toEqual(atFirst.heard);
    }
  });

  it('is blocked, by keyboard: no prompt, and the same answer whatever else there is; then allowed again', async () => {
    await cancelledRequest(stage);
    await inOptions(stage, '#sites', async (options) => {
      await focusByKeyboard(options, '[data-origin] button');
      await options.press('Enter');
      await options.waitForSelector('[data-allowed="false"]');
    });
    const refused = await refusedRequest(stage);
    expect(refused.heard).toMatchObject({
      value: [{ code: 'not-allowed' }, [ACCEPTED, { kind: 'error', code: 'busy' }]],
    });
    await inOptions(stage, '#history', async (options) => {
      await options.click('#erase-history');
      await options.click('dialog[open] .confirm');
      await options.waitForSelector('[data-empty]');
    });
    expect(await refusedRequest(stage), 'without a history').toEqual(refused);
    await inOptions(stage, '#sites', async (options) => {
      await options.click('[data-allowed="false"] button');
      await options.waitForSelector('main:not(:has([data-allowed="false"]))');
    });
    expect((await cancelledRequest(stage)).heard).toMatchObject({ value: [{ code: 'user-cancelled' }, {}] });
  });

  it('is blocked: hears and sees the same in the same order, whether or not another site has a prompt open', async () => {
    const cancelled = await cancelledSequence(stage);
    // The sheet comes and goes; then the answer.
    expect(cancelled.filter((event) => event !== 'blur' && event !== 'focus')).toEqual([
      'accepted',
      'element added',
      'element removed',
      'user-cancelled',
    ]);
    await inOptions(stage, '#sites', async (options) => {
      await options.click(`[data-origin="${stage.site.origin}"][data-allowed="true"] button`);
      await options.waitForSelector('[data-allowed="false"]');
    });
    const alone = await refusedSequence(stage);
    expect(alone).toEqual(['accepted', 'not-allowed']);

    const other = await stage.browser.newTab(stage.site.originOf('127.0.0.1'));
    await inGesture(other, AUTHENTICATE);
    const prompt = await stage.browser.prompt();
    await prompt.waitForView('pin-entry');
    expect(await refusedSequence(stage), 'beside a prompt').toEqual(alone);
    await prompt.waitForView('pin-entry');
    await other.close();
    await prompt.closed();

    await inOptions(stage, '#sites', async (options) => {
      await options.click('[data-allowed="false"] button');
      await options.waitForSelector('main:not(:has([data-allowed="false"]))');
    });
  });

  it('is forgotten: nothing of it is left', async () => {
    await cancelledRequest(stage);
    const { origin } = stage.site;
    await inOptions(stage, '#sites', async (options) => {
      await options.click(`[data-origin="${origin}"] button[aria-haspopup]`);
      await options.click('dialog[open] .confirm');
      await options.waitForSelector(`main:not(:has([data-origin="${origin}"]))`);
      const kept = await options.evaluate<string>(
        `(globalThis.browser ?? chrome).storage.local.get(null).then(JSON.stringify)`,
      );
      expect(kept).not.toContain(origin);
    });
  });
});

function chosen(fragment: string, radio: string): Setting {
  return {
    name: radio,
    fragment,
    choose: async (options) => {
      await options.click(radio);
      await options.waitForSelector(`${radio}:checked`);
    },
  };
}

async function inOptions(stage: Stage, fragment: string, act: Setting['choose']): Promise<void> {
  const options = await stage.browser.openExtensionPage(`options.html${fragment}`);
  await options.waitForSelector('[data-section]');
  await act(options);
  await options.close();
}

interface Observed {
  /** In the page's own document and window. */
  readonly seen: unknown;
  /** Answers to its calls. */
  readonly heard: unknown;
}

/** What the page sees while the prompt is open, and what it hears when the person leaves it. */
async function cancelledRequest(stage: Stage): Promise<Observed> {
  const page = await stage.openSite();
  await inGesture(page, REQUESTS);
  const prompt = await stage.browser.prompt();
  await prompt.waitForView('pin-entry', 'host-problem');
  const seen: unknown = await page.evaluate(SURROUNDINGS);
  await prompt.press('Escape');
  await prompt.closed();
  const heard = await outcomeOf(page);
  await page.close();
  return { seen, heard };
}

async function cancelledSequence(stage: Stage): Promise<readonly string[]> {
  const { page, prompt } = await stage.ask(SEQUENCE);
  await prompt.waitForView('pin-entry');
  await waitUntil(async () => (await page.evaluate(`document.querySelector('[popover]')`)) !== null);
  await prompt.press('Escape');
  await prompt.closed();
  return sequenceIn(await outcomeOf(page));
}

async function refusedSequence(stage: Stage): Promise<readonly string[]> {
  const page = await stage.openSite();
  await inGesture(page, SEQUENCE);
  return sequenceIn(await outcomeOf(page));
}

function sequenceIn(outcome: unknown): readonly string[] {
  return (outcome as { value: readonly string[] }).value; // what SEQUENCE resolves to
}

async function refusedRequest(stage: Stage): Promise<Observed> {
  const page = await stage.openSite();
  await inGesture(page, REQUESTS);
  const heard = await outcomeOf(page);
  const seen: unknown = await page.evaluate(SURROUNDINGS);
  expect(await stage.browser.promptCount()).toBe(0);
  await page.close();
  return { seen, heard };
}
