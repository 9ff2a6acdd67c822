/** The card at a glance, and a PIN that is changed. */
import { expect, it } from 'vitest';
import { focusByKeyboard, verifications, waitForTries } from './harness/at-the-prompt.ts';
import type { ExtensionPage } from './harness/extension-page.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';

interface Change {
  readonly which: string;
  readonly pin: string;
  readonly wrong: string;
  readonly newPin: string;
  readonly tries: number;
}

const CHANGES: readonly Change[] = [
  { which: 'userAuthentication', pin: '1234', wrong: '1230', newPin: '4321', tries: 3 },
  // Small letters become capitals as they are typed.
  { which: 'digitalSignature', pin: 'abc12345', wrong: 'abc12340', newPin: 'xyz98765', tries: 5 },
  { which: 'cardInfoInput', pin: '5678', wrong: '5670', newPin: '8765', tries: 3 },
];

inEachBrowser((stage) => {
  it('shows certificates and tries left, and follows the card out of the reader and back', async () => {
    const popup = await openPopup(stage);
    await popup.waitForSelector('[data-certificate="userAuthentication"][data-expiry="years"]');
    await popup.waitForSelector('[data-certificate="digitalSignature"][data-state="protected"]');
    for (const { which, tries } of CHANGES)
      await popup.waitForSelector(`[data-pin="${which}"][data-count="${tries}"]`);
    expect(await popup.text('.simulated')).not.toBe('');
    await stage.world.removeCard();
    await popup.waitForView('waiting-for-card');
    await stage.world.insertCard('expired');
    await popup.waitForSelector('[data-certificate="userAuthentication"][data-expiry="expired"]');
    expect(await verifications(stage.world)).toBe(0);
    await popup.close();
  });

  it('shows locked PINs, and offers no change of them', async () => {
    await stage.world.insertCard('blocked');
    const popup = await openPopup(stage);
    await popup.waitForSelector('[data-pin="userAuthentication"][data-count="0"] .locked');
    expect(await popup.evaluate(`document.querySelector('[data-count="0"] button')`)).toBeNull();
    expect(await popup.text()).toContain('municipal office');
    await popup.close();
  });

  it.each(CHANGES)('$which: wrong at first, then changed, by keyboard alone', async (change) => {
    const { which, pin, wrong, newPin, tries } = change;
    const popup = await openPopup(stage);
    await focusByKeyboard(popup, `[data-pin="${which}"] button`);
    await popup.press('Enter');
    const window = await stage.browser.taskWindow();
    await typeChange(window, wrong, newPin);
    await waitForTries(window, tries - 1);
    await typeChange(window, pin, newPin);
    await window.waitForView('changed');
    expect(await verifications(stage.world)).toBe(2);
    await window.press('Escape');
    await window.closed();

    const again = await openPopup(stage);
    await again.click(`[data-pin="${which}"] button`);
    const second = await stage.browser.taskWindow();
    await typeChange(second, newPin, pin);
    await second.waitForView('changed');
    await second.press('Escape');
    await second.closed();
  });

  it('sends no new PIN that breaks a rule, and says which', async () => {
    const popup = await openPopup(stage);
    await popup.click('[data-pin="digitalSignature"] button');
    const window = await stage.browser.taskWindow();
    await typeChange(window, 'ABC12345', 'ABCDEF');
    await window.waitForSelector('[data-rule="length"][data-met="true"]');
    await window.waitForSelector('[data-rule="letter-and-digit"][data-met="false"]');
    await window.waitForSelector('#new-pin:focus');
    expect(await verifications(stage.world)).toBe(0);
    await window.press('Escape');
    await window.closed();
  });
});

async function openPopup(stage: Stage): Promise<ExtensionPage> {
  const popup = await stage.browser.openPopup(await stage.openSite());
  await popup.waitForView('card');
  return popup;
}

async function typeChange(window: ExtensionPage, pin: string, newPin: string): Promise<void> {
  await window.waitForView('pin-entry');
  await window.waitForSelector('#pin:focus');
  await window.type(pin);
  await focusByKeyboard(window, '#new-pin');
  await window.type(newPin);
  await focusByKeyboard(window, '#repeated-pin');
  await window.type(newPin);
  await window.press('Enter');
}
