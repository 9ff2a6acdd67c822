import type { DrivenBrowser } from '../../e2e/harness/browser.ts';
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import type { Site } from '../../e2e/harness/site.ts';
import type { World } from '../../e2e/harness/world.ts';

/** One state of one screen, and how a person would get there. */
export interface Scene<Shown extends Picture = ExtensionPage, On extends SceneStage = SceneStage> {
  readonly name: string;
  reach(stage: On): Promise<Shown>;
  /** Undoes what outlasts the pages of the scene, which are closed without it. */
  finish?(stage: On): Promise<void>;
}

export interface SceneStage {
  readonly world: World;
  readonly site: Site;
  readonly browser: DrivenBrowser;
}

/** All that a photograph needs. */
export type Picture = Pick<ExtensionPage, 'screenshot'>;
