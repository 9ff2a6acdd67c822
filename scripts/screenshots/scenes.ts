/** Every state of every screen, and how a person would get there. */
import { chooseSimulatedCard } from '../../e2e/harness/browser.ts';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import { FILES_SCENES, OTHER_FILES_SCENES } from './files-scenes.ts';
import { POPUP_SCENES } from './popup-scenes.ts';
import { ask, PROMPT_SCENES, PURPOSE } from './prompt-scenes.ts';
import { SIGNING_SCENES } from './signing-scenes.ts';
import type { Picture, Scene, SceneStage } from './scene.ts';

const CONNECTED = '[data-status="connected"]';

/** Of a request for signatures, one scene for each view; what the others differ in is what they say. */
const ONE_OF_EACH: readonly string[] = [
  'signing-receiving',
  'signing-documents-undecided',
  'signing-consent',
  'signing-refused',
];

/** What the request of a site shows, as far as it differs in its markup. */
export const REQUEST_SCENES: readonly Scene[] = [
  ...PROMPT_SCENES,
  ...SIGNING_SCENES.filter(({ name }) => ONE_OF_EACH.includes(name)),
];

/** What a person opens, as far as it differs in its markup. */
export const OWN_SCENES: readonly Scene[] = [
  ...POPUP_SCENES,
  ...FILES_SCENES,
  { name: 'options', reach: (stage) => reachOptions(stage, '', CONNECTED) },
  {
    name: 'options-helper-missing',
    reach: reachRealOptions,
    finish: ({ browser }) => chooseSimulatedCard(browser),
  },
  {
    name: 'options-sites',
    reach: (stage) => reachSection(stage, 'sites', '[data-origin]'),
    onward: [{ name: 'options-site-blocked', go: blockSite }],
    finish: allowSite,
  },
  {
    name: 'options-history',
    reach: (stage) => reachSection(stage, 'history', '[data-entry]'),
    onward: [{ name: 'options-erase-history', go: pressEraseHistory }],
  },
  { name: 'options-diagnosis', reach: reachDiagnosis },
  { name: 'options-language', reach: (stage) => reachOptions(stage, '#language', '#language-browser') },
];

/** All that is photographed: also what the extension shows within the pages of others. */
export const SCENES: readonly Scene<Picture>[] = [
  ...REQUEST_SCENES,
  ...OWN_SCENES,
  ...SIGNING_SCENES.filter(({ name }) => !ONE_OF_EACH.includes(name)),
  ...OTHER_FILES_SCENES,
  { name: 'prompt-sheet', reach: reachSheet },
];

async function reachSheet(stage: SceneStage): Promise<Picture> {
  const { page, prompt } = await ask(stage, { purpose: PURPOSE });
  await prompt.waitForView('pin-entry');
  await page.setViewport({ width: 900, height: 600 });
  await page.bringToFront();
  const screenshot = async (path: string): Promise<void> => {
    await page.screenshot({ path });
  };
  return { screenshot };
}

async function reachOptions(
  { browser }: SceneStage,
  fragment: string,
  selector: string,
): Promise<ExtensionPage> {
  const page = await browser.openExtensionPage(`options.html${fragment}`);
  await page.waitForSelector(selector);
  return page;
}

/** A section with something to show, whatever scenes there were before: somebody has asked and was refused. */
async function reachSection(stage: SceneStage, section: string, selector: string): Promise<ExtensionPage> {
  const { prompt } = await ask(stage, { purpose: PURPOSE });
  await prompt.waitForView('pin-entry');
  await prompt.press('Escape');
  await prompt.closed();
  return reachOptions(stage, `#${section}`, selector);
}

async function blockSite(page: ExtensionPage): Promise<void> {
  await page.click('[data-origin] .actions button');
  await page.waitForSelector('[data-allowed="false"]');
}

async function allowSite(stage: SceneStage): Promise<void> {
  const page = await reachOptions(stage, '#sites', '[data-allowed="false"]');
  await page.click('[data-allowed="false"] .actions button');
  await page.waitForSelector('[data-allowed="true"]');
  await page.close();
}

async function pressEraseHistory(page: ExtensionPage): Promise<void> {
  await page.click('#erase-history');
  await page.waitForSelector('dialog[open]');
}

async function reachDiagnosis(stage: SceneStage): Promise<ExtensionPage> {
  await stage.world.insertCard('blocked');
  return reachOptions(stage, '#diagnosis', '.layers[aria-busy="false"] .layer');
}

/** The real helper is not registered in this world. */
async function reachRealOptions({ browser }: SceneStage): Promise<ExtensionPage> {
  const page = await browser.openExtensionPage('options.html');
  await page.click('#real-card');
  await page.waitForSelector('[data-status="problem"]');
  return page;
}
