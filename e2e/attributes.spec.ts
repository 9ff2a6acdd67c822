/** A person gives a site what their card says of them: what they chose, after they have seen it. */
import { expect, it } from 'vitest';
import { focusByKeyboard } from './harness/at-the-prompt.ts';
import { CARD_INFO_PIN } from './harness/simulated-pin.ts';
import { inGesture, outcomeOf } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';

const ASK = `kazasu.readAttributes({
  attributes: ['name', 'address', 'birthDate', 'sex'], required: ['name'], purpose: '会員証の発行',
})`;

inEachBrowser((stage) => {
  it('gives what was chosen, by keyboard alone, after the person has seen it', async () => {
    const { page, prompt } = await stage.ask(ASK);
    await prompt.waitForView('pin-entry');
    expect(await prompt.text()).toContain('会員証の発行');
    await prompt.evaluate(`document.querySelector('[name=birthDate]').focus()`);
    await prompt.press(' ');
    await prompt.evaluate(`document.querySelector('#pin').focus()`);
    await prompt.type(CARD_INFO_PIN);
    await prompt.press('Enter');
    await prompt.waitForView('review');
    const shown = await prompt.text('.review');
    expect(shown).toContain('山田　太郎');
    expect(shown).toContain('1980');
    expect(shown).not.toContain('架空県');
    expect(await page.evaluate(`Promise.race([window.outcome, 'nothing yet'])`)).toBe('nothing yet');
    await focusByKeyboard(prompt, '#approve');
    await prompt.press('Enter');
    await prompt.closed();
    expect(await outcomeOf(page)).toEqual({
      value: { attributes: { name: '山田　太郎', birthDate: '1980-01-02' } },
    });
  });

  it('reads nothing but the attributes: never the individual number', async () => {
    const { prompt } = await stage.ask(ASK);
    await prompt.waitForView('pin-entry');
    await prompt.type(CARD_INFO_PIN);
    await prompt.press('Enter');
    await prompt.waitForView('review');
    const selected = (await stage.world.trace()).filter(({ command }) => command.startsWith('00A402'));
    expect(selected.map(({ command }) => command.slice(-4))).not.toContain('0001');
  });

  it('gives nothing to a site that is refused', async () => {
    const { page, prompt } = await stage.ask(ASK);
    await prompt.waitForView('pin-entry');
    await prompt.type(CARD_INFO_PIN);
    await prompt.press('Enter');
    await prompt.waitForView('review');
    await prompt.click('#cancel');
    await prompt.closed();
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'user-cancelled' } });
  });

  it('does not let the person leave out what the site cannot do without', async () => {
    const { prompt } = await stage.ask(ASK);
    await prompt.waitForView('pin-entry');
    expect(
      await prompt.evaluate(
        `(({ checked, disabled }) => [checked, disabled])(document.querySelector('[name=name]'))`,
      ),
    ).toEqual([true, true]);
    expect(await prompt.evaluate(`document.querySelector('[name=sex]').checked`)).toBe(false);
  });

  it('sends no PIN before anything is chosen', async () => {
    const { prompt } = await stage.ask(`kazasu.readAttributes({ attributes: ['sex'] })`);
    await prompt.waitForView('pin-entry');
    await prompt.type(CARD_INFO_PIN);
    await prompt.press('Enter');
    await prompt.waitForText('Choose at least one');
    expect((await stage.world.trace()).filter(({ command }) => command.startsWith('00200080*'))).toEqual([]);
    await prompt.click('#attributes input[name="sex"]');
    await prompt.click('#submit');
    await prompt.waitForView('review');
    await prompt.waitForText('Male');
  });

  it('counts a wrong PIN for this PIN alone', async () => {
    const { page, prompt } = await stage.ask(ASK);
    await prompt.waitForView('pin-entry');
    await prompt.type('9876');
    await prompt.press('Enter');
    await prompt.waitForSelector('#tries-left[data-count="2"]');
    await prompt.press('Escape');
    await prompt.closed();
    await inGesture(page, `kazasu.authenticate({ nonce: 'n'.repeat(32) })`);
    const login = await stage.browser.prompt();
    await login.waitForSelector('#tries-left[data-count="3"]');
    await login.press('Escape');
    await login.closed();
  });
});
