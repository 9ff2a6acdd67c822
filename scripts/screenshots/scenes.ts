/** What is photographed, and how a person would get there. */
import type { SceneStage } from '../screenshots.ts';
import { POPUP_SCENES } from './popup-scenes.ts';
import { ask, PROMPT_SCENES, PURPOSE } from './prompt-scenes.ts';
import type { Scene } from './scene.ts';

export const SCENES: readonly Scene[] = [
  ...PROMPT_SCENES,
  ...POPUP_SCENES,
  { name: 'prompt-sheet', shoot: shootSheet },
  { name: 'options', shoot: shootOptions },
  { name: 'options-helper-missing', shoot: shootRealOptions },
  ...['sites', 'history', 'language'].map(optionsSectionScene),
];

async function shootSheet(stage: SceneStage, path: string): Promise<() => Promise<void>> {
  const { page, prompt, leave } = await ask(stage, { purpose: PURPOSE });
  await prompt.waitForView('pin-entry');
  await page.setViewport({ width: 900, height: 600 });
  await page.bringToFront();
  await page.screenshot({ path: path }); // named so by the caller
  return leave;
}

async function shootOptions(stage: SceneStage, path: string): Promise<() => Promise<void>> {
  const options = await stage.browser.openExtensionPage('options.html');
  await options.waitForSelector('[data-status="connected"]');
  await options.screenshot(path);
  return () => options.close();
}

/** After the requests of the scenes before, or empty when it is the only one. */
function optionsSectionScene(section: string): Scene {
  return {
    name: `options-${section}`,
    async shoot({ browser }, path) {
      const options = await browser.openExtensionPage(`options.html#${section}`);
      await options.waitForSelector(`[data-section="${section}"]`);
      await options.screenshot(path);
      return () => options.close();
    },
  };
}

/** The real helper is not registered in a screenshot's world. */
async function shootRealOptions(stage: SceneStage, path: string): Promise<() => Promise<void>> {
  const options = await stage.browser.openExtensionPage('options.html');
  await options.click('#real-card');
  await options.waitForSelector('[data-status="problem"]');
  await options.screenshot(path);
  return async () => {
    await options.click('#simulated-card');
    await options.waitForSelector('[data-status="connected"]');
    await options.close();
  };
}
