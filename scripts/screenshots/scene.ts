import type { DrivenBrowser } from '../../e2e/harness/browser.ts';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import type { Site } from '../../e2e/harness/site.ts';
import type { World } from '../../e2e/harness/world.ts';

/** One state of one screen, how a person would get there, and what lies behind it. */
export interface Scene<Shown extends Picture = ExtensionPage, On extends SceneStage = SceneStage> {
  readonly name: string;
  reach(stage: On): Promise<Shown>;
  /** States of the same page that a person comes to from there, one after the other. */
  readonly onward?: readonly Step<Shown, On>[];
  /** Undoes what outlasts the pages of the scene, which are closed without it. */
  finish?(stage: On): Promise<void>;
}

export interface Step<Shown extends Picture = ExtensionPage, On extends SceneStage = SceneStage> {
  readonly name: string;
  go(page: Shown, stage: On): Promise<void>;
}

/** Goes there and on, and stops at each state. */
export async function* stopsOf<Shown extends Picture, On extends SceneStage>(
  scene: Scene<Shown, On>,
  stage: On,
): AsyncGenerator<{ readonly name: string; readonly page: Shown }> {
  const page = await scene.reach(stage);
  yield { name: scene.name, page };
  for (const step of scene.onward ?? []) {
    await step.go(page, stage);
    yield { name: step.name, page };
  }
}

export function stopNames({ name, onward = [] }: Pick<Scene<Picture>, 'name' | 'onward'>): readonly string[] {
  return [name, ...onward.map((step) => step.name)];
}

export interface SceneStage {
  readonly world: World;
  readonly site: Site;
  readonly browser: DrivenBrowser;
}

/** All that a photograph needs. */
export type Picture = Pick<ExtensionPage, 'screenshot'>;
