/** What a person does at the prompt and the pages beside it, and what a person sees there. */
import type { ExtensionPage } from './extension-page.ts';
import { SIMULATED_PASSWORD, SIMULATED_PIN } from './simulated-pin.ts';
import { waitUntil } from './wait-until.ts';
import type { WorldCard } from './world-card.ts';

export async function logIn(prompt: ExtensionPage): Promise<void> {
  await prompt.waitForView('pin-entry');
  await submit(prompt, SIMULATED_PIN);
  await prompt.closed();
}

/** The field has the focus by itself; that is part of the story. */
export async function submit(prompt: ExtensionPage, pin: string): Promise<void> {
  await prompt.waitForSelector('#pin:focus');
  await prompt.type(pin);
  await prompt.press('Enter');
}

/** A view that begins with its heading is in its place once that has the focus, which scrolls to it. */
export async function showsView(prompt: ExtensionPage, view: string): Promise<void> {
  await prompt.waitForSelector(`[data-view="${view}"] h1:focus`);
}

export async function triesShown(prompt: ExtensionPage): Promise<number> {
  return await prompt.evaluate<number>(`Number(document.querySelector('#tries-left')?.dataset.count)`);
}

export async function waitForTries(prompt: ExtensionPage, tries: number): Promise<void> {
  await waitUntil(
    async () => (await prompt.view()) === 'pin-entry' && (await triesShown(prompt)) === tries,
    async () => `${tries} tries left; ${await prompt.text()}`,
  );
}

/** VERIFY commands with a PIN; those without one only ask for the counter. */
export async function verifications(world: WorldCard): Promise<number> {
  const commands = await world.trace();
  return commands.filter(({ ins, command }) => ins === '20' && command.endsWith('****')).length;
}

/** From element to element with the Tab key, as far as it takes. */
export async function focusByKeyboard(page: ExtensionPage, selector: string): Promise<void> {
  const isFocused = `document.activeElement?.matches(${JSON.stringify(selector)}) === true`;
  for (let tabs = 0; tabs < 40 && !(await page.evaluate<boolean>(isFocused)); tabs += 1)
    await page.press('Tab');
  await page.waitForSelector(`${selector}:focus`);
}

/** From the list of documents, as it is, to the end of the request. */
export async function signDocuments(prompt: ExtensionPage): Promise<void> {
  await prompt.waitForView('documents');
  await agreeToSign(prompt);
  await prompt.waitForView('pin-entry');
  await submit(prompt, SIMULATED_PASSWORD);
  await prompt.closed();
}

/** From the list of documents to where the card is looked for. */
export async function agreeToSign(prompt: ExtensionPage): Promise<void> {
  await prompt.click('#proceed');
  await prompt.click('#agree');
}
