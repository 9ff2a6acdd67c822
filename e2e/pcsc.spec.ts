/** What can happen between a reader and the host, as the person at the prompt meets it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VIRTUAL_READERS } from '../host/testing/private-pcscd.ts';
import { holdCard } from './harness/another-program.ts';
import { logIn, triesShown, verifications } from './harness/at-the-prompt.ts';
import { type DrivenBrowser, launchBrowser } from './harness/browser.ts';
import { AUTHENTICATE, inGesture, outcomeOf, type Site, startSite } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';
import { createWorld, type World } from './harness/world.ts';

inEachBrowser(
  (stage) => {
    it('no pcscd: the prompt says so, and goes on by itself as soon as there is one', async () => {
      await stage.world.pcscd().down();
      const { page, prompt } = await stage.ask();
      await prompt.waitForView('host-problem');
      expect(await prompt.text()).toContain('pcscd');
      await stage.world.pcscd().up();
      await logIn(prompt);
      expect(await outcomeOf(page)).toHaveProperty('value.token');
    });

    it('pcscd is restarted under the open card: the prompt finds the card again, and no PIN is lost', async () => {
      const { page, prompt } = await stage.ask();
      await prompt.waitForView('pin-entry');
      await prompt.type('12');
      await stage.world.pcscd().down();
      await prompt.waitForView('host-problem');
      await stage.world.pcscd().up();
      await prompt.waitForView('pin-entry');
      expect(await triesShown(prompt)).toBe(3);
      await logIn(prompt);
      expect(await outcomeOf(page)).toHaveProperty('value.token');
      expect(await verifications(stage.world)).toBe(1);
    });

    describe('another program holds the card', () => {
      let release: (() => Promise<void>) | undefined;
      afterEach(() => release?.());

      it('the prompt says so, and goes on by itself when the program lets go', async () => {
        release = await holdCard(stage.world.env, VIRTUAL_READERS[0]);
        const { page, prompt } = await stage.ask();
        await prompt.waitForView('card-problem');
        expect(await prompt.text()).toContain('Another program');
        await release();
        await logIn(prompt);
        expect(await outcomeOf(page)).toHaveProperty('value.token');
      });
    });

    it('while the prompt has the card, no other program gets it; afterwards it is clean', async () => {
      const { prompt } = await stage.ask();
      await prompt.waitForView('pin-entry');
      await expect(holdCard(stage.world.env, VIRTUAL_READERS[0])).rejects.toThrow('Sharing violation');
      await logIn(prompt);
      expect((await stage.world.trace()).at(-1)).toMatchObject({
        command: '00A4040C07A0000001510000',
        sw: '9000',
      });
      await (await holdCard(stage.world.env, VIRTUAL_READERS[0]))();
    });
  },
  ['pcsc'],
);

describe('two browsers and one card', () => {
  let world: World;
  let neighbour: World;
  let site: Site;
  let browsers: readonly DrivenBrowser[] = [];
  beforeAll(async () => {
    site = await startSite();
    world = await createWorld('pcsc');
    neighbour = await createWorld('pcsc', world);
    browsers = await Promise.all([launchBrowser('chromium', world), launchBrowser('firefox', neighbour)]);
    await world.freshCard();
  });
  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    await site.close();
    await neighbour.dispose();
    await world.dispose();
  });

  it('one works, the other says in-use and takes over when the first is done', async () => {
    const [first, second] = browsers;
    if (first === undefined || second === undefined) throw new Error('two browsers were started');
    const working = await ask(first);
    await working.prompt.waitForView('pin-entry');
    const waiting = await ask(second);
    await waiting.prompt.waitForView('card-problem');
    expect(await waiting.prompt.text()).toContain('Another program');

    await logIn(working.prompt);
    expect(await outcomeOf(working.page)).toHaveProperty('value.token');
    await logIn(waiting.prompt);
    expect(await outcomeOf(waiting.page)).toHaveProperty('value.token');
    expect(await verifications(world)).toBe(2);
  });

  async function ask(browser: DrivenBrowser) {
    const page = await browser.newTab(site.origin);
    await inGesture(page, AUTHENTICATE);
    return { page, prompt: await browser.prompt() };
  }
});
