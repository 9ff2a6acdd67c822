/** The stories of `accessibility-*.spec.ts`: WCAG 2.2 A and AA on every screen and state, as far as a program can tell. */
import { expect, it, onTestFinished } from 'vitest';
import { type Scene, stopNames, stopsOf } from '../../scripts/screenshots/scene.ts';
import { faultsInEverySize, violationsInLight, violationsInOtherColours } from './appearance.ts';
import { ALL_RULES, violations } from './axe.ts';
import { DevTools } from './devtools.ts';
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
  for (const name of [...Object.keys(spoken), ...longLists]) sceneWith(name, scenes);
  it.each(scenes)('$name', async (scene) => {
    finishLater(scene, stage);
    for await (const { name, page } of stopsOf(scene, stage)) {
      const devTools = await DevTools.of(page);
      if (language === 'en') await hear(devTools, spoken[name]);
      const found = await violationsInLight(page, devTools);
      if (language === 'ja') found.push(...(await violationsInOtherColours(page, devTools)));
      found.push(...(await faultsInEverySize(page, devTools, longLists.includes(name))));
      expect(found, name).toEqual([]);
      await devTools.detach();
    }
  });
}

/** In Firefox, one scene for each view: what axe finds in markup it finds in any browser. */
export function scenesAreAccessibleInFirefox(
  stage: Stage,
  scenes: readonly Scene[],
  names: readonly string[],
): void {
  it.each([...new Set(names.map((name) => sceneWith(name, scenes)))])('$name', async (scene) => {
    finishLater(scene, stage);
    for await (const { name, page } of stopsOf(scene, stage)) {
      if (names.includes(name)) expect(await violations(page, ALL_RULES), name).toEqual([]);
    }
  });
}

export async function hear(devTools: DevTools, spoken: readonly Spoken[] = []): Promise<void> {
  for (const says of spoken) await waitForSpoken(devTools, says);
}

function sceneWith(name: string, scenes: readonly Scene[]): Scene {
  const scene = scenes.find((one) => stopNames(one).includes(name));
  if (scene === undefined) throw new Error(`there is no scene ${name}`);
  return scene;
}

function finishLater(scene: Scene, stage: Stage): void {
  onTestFinished(async () => {
    await scene.finish?.(stage);
  });
}
