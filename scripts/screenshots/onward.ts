/** From one state of a page to the next one, in the table of its scenes. */
import type { ExtensionPage } from '../../e2e/harness/extension-page.ts';
import type { SceneStage, Step } from './scene.ts';

export interface Onward {
  readonly name: string;
  readonly act: (page: ExtensionPage, stage: SceneStage) => Promise<void>;
  /** That it leads to; the one of the scene unless given. */
  readonly view?: string;
}

export function stepsOf(onward: readonly Onward[] = [], viewOfScene: string): readonly Step[] {
  return onward.map(({ name, act, view = viewOfScene }) => ({
    name,
    go: async (page, stage) => {
      await act(page, stage);
      await page.waitForView(view);
    },
  }));
}

/** In the place of whatever card is there. */
export function otherCard(name: string, scenario: string, view?: string): Onward {
  return {
    name,
    act: async (page, { world }) => {
      await world.removeCard();
      await page.waitForView('waiting-for-card');
      await world.insertCard(scenario);
    },
    ...(view !== undefined && { view }),
  };
}
