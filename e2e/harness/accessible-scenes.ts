/** The stories of `accessibility-*.spec.ts`: WCAG 2.2 A and AA on every screen and state, as far as a program can tell. */
import { expect, it, onTestFinished } from 'vitest';
import type { Scene } from '../../scripts/screenshots/scene.ts';
import { faultsInEverySize, violationsInLight, violationsInOtherColours } from './appearance.ts';
import { ALL_RULES, violations } from './axe.ts';
import { DevTools } from './devtools.ts';
import type { ExtensionPage } from './extension-page.ts';
import { type Spoken, waitForSpoken } from './screen-reader.ts';
import type { Stage } from './stage.ts';

export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Expected {
  /** What a screen reader says in English, by scene. */
  readonly spoken: Readonly<Record<string, readonly Spoken[]>>;
  /** Scenes with as many fields or documents as a site has, which may go on below the end of their window. */
  readonly longLists: readonly string[];
}

/** In Chromium, in a language; the other colours, which are the same in both, in Japanese. */
export function scenesAreAccessible(
  stage: Stage,
  language: Language,
  scenes: readonly Scene[],
  { spoken, longLists }: Expected,
): void {
  for (const name of [...Object.keys(spoken), ...longLists]) sceneNamed(name, scenes);
  it.each(scenes)('$name', async (scene) => {
    const page = await reach(scene, stage);
    const devTools = await DevTools.of(page);
    if (language === 'en') await hear(devTools, spoken[scene.name]);
    const found = await violationsInLight(page, devTools);
    if (language === 'ja') found.push(...(await violationsInOtherColours(page, devTools)));
    found.push(...(await faultsInEverySize(page, devTools, longLists.includes(scene.name))));
    expect(found).toEqual([]);
  });
}

/** In Firefox, one scene for each view: what axe finds in markup it finds in any browser. */
export function scenesAreAccessibleInFirefox(
  stage: Stage,
  scenes: readonly Scene[],
  names: readonly string[],
): void {
  it.each(names)('%s', async (name) => {
    expect(await violations(await reach(sceneNamed(name, scenes), stage), ALL_RULES)).toEqual([]);
  });
}

export async function hear(devTools: DevTools, spoken: readonly Spoken[] = []): Promise<void> {
  for (const says of spoken) await waitForSpoken(devTools, says);
}

function sceneNamed(name: string, scenes: readonly Scene[]): Scene {
  const scene = scenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`there is no scene ${name}`);
  return scene;
}

async function reach(scene: Scene, stage: Stage): Promise<ExtensionPage> {
  onTestFinished(async () => {
    await scene.finish?.(stage);
  });
  return await scene.reach(stage);
}
