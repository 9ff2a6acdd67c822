/** What can happen to a card, as the person at the prompt meets it. */
import { expect, it } from 'vitest';
import {
  logIn,
  signDocuments,
  submit,
  triesShown,
  verifications,
  waitForTries,
} from './harness/at-the-prompt.ts';
import { SIMULATED_PIN } from './harness/simulated-pin.ts';
import { outcomeOf } from './harness/site.ts';
import { onEachCardPath } from './harness/stage.ts';
import { CARD_PATHS, type CardPath } from './harness/world.ts';

const WRONG_PIN = '0000';

interface Refusal {
  readonly scenario: string;
  readonly view: string;
  readonly text: string;
  /** Both unless said otherwise. */
  readonly paths?: readonly CardPath[];
}

/** Cards and readers that no PIN is asked for. */
const REFUSED: readonly Refusal[] = [
  { scenario: 'blocked', view: 'failed', text: 'municipal' },
  { scenario: 'expired', view: 'failed', text: 'expired' },
  { scenario: 'no-certificate', view: 'failed', text: 'certificate' },
  { scenario: 'foreign-card', view: 'card-problem', text: 'My Number Card' },
  { scenario: 'mute', view: 'card-problem', text: 'card' },
  // Over PC/SC another program really holds the card, in pcsc.spec.ts.
  { scenario: 'in-use', view: 'card-problem', text: 'Another program', paths: ['in-process'] },
  // vpcd's readers are there for as long as pcscd is.
  { scenario: 'no-reader', view: 'no-reader', text: 'reader', paths: ['in-process'] },
];

onEachCardPath((stage) => {
  it('signs several documents, and is shown the password once', async () => {
    const documents = `['a', 'b', 'c'].map((content) => ({ name: content + '.txt', type: 'text/plain', content }))`;
    const { page, prompt } = await stage.ask(
      `kazasu.sign({ format: 'cades', documents: ${documents} }).then(({ documents }) => documents.length)`,
    );
    await signDocuments(prompt);
    expect(await outcomeOf(page)).toEqual({ value: 3 });
    expect(await verifications(stage.world)).toBe(1);
  });

  it('wrong once, wrong twice, confirmed in words, wrong a third time: blocked', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    expect(await triesShown(prompt)).toBe(3);
    await submit(prompt, WRONG_PIN);
    await waitForTries(prompt, 2);
    await submit(prompt, WRONG_PIN);
    await waitForTries(prompt, 1);

    // The last try is not sent before the person has confirmed it.
    const sent = await verifications(stage.world);
    await prompt.type(WRONG_PIN);
    await prompt.press('Enter');
    await prompt.waitForSelector('#last-try:not(:checked)');
    expect(await verifications(stage.world)).toBe(sent);
    await prompt.click('#last-try');
    await prompt.click('#pin');
    await prompt.press('Backspace', 'Backspace', 'Backspace', 'Backspace');
    await submit(prompt, WRONG_PIN);
    await prompt.waitForView('failed');
    expect(await prompt.text()).toContain('municipal');
    expect(await verifications(stage.world)).toBe(sent + 1);

    await prompt.press('Escape');
    await prompt.closed();
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'card-unusable' } });
  });

  it('a PIN of the wrong form is never sent', async () => {
    const { prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    for (const malformed of ['12', 'abcd']) {
      await submit(prompt, malformed);
      await prompt.press('Backspace', 'Backspace', 'Backspace', 'Backspace');
    }
    await submit(prompt, SIMULATED_PIN); // an answer proves that the ones before were not on their way
    await prompt.closed();
    expect(await verifications(stage.world)).toBe(1);
  });

  it.each(REFUSED.filter(({ paths = CARD_PATHS }) => paths.includes(stage.cardPath)))(
    '$scenario: says what is wrong, and no PIN is sent',
    async ({ scenario, view, text }) => {
      await stage.world.insertCard(scenario);
      const { prompt } = await stage.ask();
      await prompt.waitForView(view);
      expect(await prompt.text()).toContain(text);
      expect(await verifications(stage.world)).toBe(0);
    },
  );

  it('a certificate that does not belong to the key gives no token', async () => {
    await stage.world.insertCard('wrong-key');
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await submit(prompt, SIMULATED_PIN);
    await prompt.waitForView('failed');
    await prompt.press('Escape');
    await prompt.closed();
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'card-unusable' } });
  });

  it('a card that answers 6F00 once after power-up logs in all the same', async () => {
    await stage.world.insertCard('wake-6f00');
    const { page, prompt } = await stage.ask();
    await logIn(prompt);
    expect(await outcomeOf(page)).toHaveProperty('value.token');
  });

  it('taken away while the person types, and put back: the PIN is asked for anew', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await prompt.type('12');
    await stage.world.removeCard();
    await prompt.waitForView('waiting-for-card');
    await stage.world.insertCard();
    await logIn(prompt);
    expect(await outcomeOf(page)).toHaveProperty('value.token');
    expect(await verifications(stage.world)).toBe(1);
  });

  it.each(['removed-during-verify', 'removed-after-verify', 'removed-during-sign'])(
    '%s: nothing is sent again until the person has typed again',
    async (scenario) => {
      await stage.world.insertCard(scenario);
      const { page, prompt } = await stage.ask();
      await prompt.waitForView('pin-entry');
      await submit(prompt, SIMULATED_PIN);
      await prompt.waitForView('waiting-for-card');
      expect(await verifications(stage.world)).toBe(1);
      await stage.world.insertCard();
      await prompt.waitForView('pin-entry');
      expect(await verifications(stage.world)).toBe(1);
      await logIn(prompt);
      expect(await outcomeOf(page)).toHaveProperty('value.token');
    },
  );

  it("another person's card in the middle: its own certificate is the one that signs", async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await stage.world.removeCard();
    await prompt.waitForView('waiting-for-card');
    await stage.world.insertCard('other-person');
    await logIn(prompt);
    const other = await outcomeOf(page);
    await page.close();
    await stage.world.insertCard();
    const again = await stage.ask();
    await logIn(again.prompt);
    expect(certificateOf(other)).not.toBe(certificateOf(await outcomeOf(again.page)));
  });

  it('no card at first: the prompt waits for it', async () => {
    await stage.world.removeCard();
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('waiting-for-card');
    await stage.world.insertCard();
    await logIn(prompt);
    expect(await outcomeOf(page)).toHaveProperty('value.token');
  });
});

/** `x5c` of the token that a page received. */
function certificateOf(outcome: unknown): string {
  const { token } = (outcome as { value: { token: string } }).value;
  const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as {
    x5c: [string];
  };
  return header.x5c[0];
}
