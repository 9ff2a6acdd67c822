/** A person logs in with their card; the server verifies what arrives. */
import { createMemoryNonceStore, createVerifier } from 'kazasu/verify';
import { expect, it } from 'vitest';
import { SIMULATED_PIN } from './harness/simulated-pin.ts';
import { outcomeOf, inGesture } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';
import { waitUntil } from './harness/wait-until.ts';
import { CARD_PATHS } from './harness/world.ts';

const SESSION = 'session-1';

inEachBrowser((stage) => {
  it('logs in by keyboard alone, and the server verifies the token', async () => {
    const nonces = createMemoryNonceStore();
    const verifier = createVerifier({
      origin: stage.site.origin,
      trustAnchors: [],
      testTrustAnchors: [await stage.world.kazasu('simulate', 'ca')],
      nonces,
      accountKeySecrets: [{ id: 'a', secret: new Uint8Array(32).fill(7) }],
    });
    const nonce = await nonces.issue(SESSION);

    const { page, prompt } = await stage.ask(
      `kazasu.authenticate({ nonce: '${nonce}', purpose: '図書館の予約' })`,
    );
    await prompt.waitForView('pin-entry');
    const shown = await prompt.text();
    expect(shown).toContain(new URL(stage.site.origin).host);
    expect(shown).toContain('図書館の予約');
    await prompt.waitForText('This is not a real card.');
    await prompt.type(SIMULATED_PIN);
    await prompt.press('Enter');
    await prompt.closed();

    const outcome = await outcomeOf(page);
    expect(outcome).toEqual({ value: { token: expect.any(String) as string } });
    const { token } = (outcome as { value: { token: string } }).value;
    expect(await verifier.verifyAuthToken(token, { session: SESSION })).toMatchObject({
      ok: true,
      simulated: true,
      revocation: { status: 'not-checked' },
    });
    expect(await verifier.verifyAuthToken(token, { session: SESSION })).toMatchObject({
      ok: false,
      code: 'nonce-used',
    });
  });

  it('sends three APDUs from the PIN to the signature, and clears the card after it', async () => {
    const { prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await waitForCertificate();
    const before = (await stage.world.trace()).length;
    await prompt.type(SIMULATED_PIN);
    await prompt.press('Enter');
    await prompt.closed();

    const sent = (await stage.world.trace()).slice(before).map(({ ins }) => ins);
    expect(sent).toEqual(['20', 'A4', '2A', 'A4']); // VERIFY, SELECT, COMPUTE DIGITAL SIGNATURE; SELECT another application
  });

  it('leaves no PIN behind in the prompt, the page, the storage of the extension, or the trace', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForSelector('#pin:focus');
    await prompt.type('9876'); // a wrong one, so that the prompt stays
    await prompt.press('Enter');
    await prompt.waitForSelector('#tries-left[data-count="2"]');
    const kept = await prompt.evaluate<string>(`Promise.all([
      [...document.querySelectorAll('input')].map((input) => input.value),
      document.documentElement.outerHTML,
      location.href,
      (globalThis.browser ?? chrome).storage.local.get(null),
      (globalThis.browser ?? chrome).storage.session.get(null),
    ]).then(JSON.stringify)`);
    expect(kept).not.toContain('9876');
    expect(await page.content()).not.toContain('9876');
    const trace = await stage.world.trace();
    expect(trace.filter(({ sw }) => sw === '63C2')).toHaveLength(1);
    expect(JSON.stringify(trace)).not.toMatch(/39383736|9876/u);
  });

  it('ends the host when it is done', async () => {
    const { prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    expect(await stage.world.hosts()).toHaveLength(1);
    await prompt.type(SIMULATED_PIN);
    await prompt.press('Enter');
    await prompt.closed();
    await waitUntil(
      async () => (await stage.world.hosts()).length === 0,
      () => 'the host to end',
      1000,
    );
  });

  it('can be asked again after the person has cancelled', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await prompt.press('Escape');
    await prompt.closed();
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'user-cancelled' } });

    await inGesture(page, 'kazasu.isAvailable()');
    expect(await outcomeOf(page)).toEqual({ value: true });
    await page.close();
    const again = await stage.ask();
    await again.prompt.waitForView('pin-entry');
  });

  /** The last file that is selected before the person has finished typing is the PIN's. */
  async function waitForCertificate(): Promise<void> {
    let last = -1;
    await waitUntil(async () => {
      const lines = (await stage.world.trace()).map(({ ins }) => ins);
      const settled = lines.length === last && lines.includes('B0') && lines.at(-1) === 'A4';
      last = lines.length;
      return settled;
    });
  }
}, CARD_PATHS);
