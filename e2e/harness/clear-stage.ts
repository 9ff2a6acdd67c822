import type { DrivenBrowser } from './browser.ts';
import { waitUntil } from './wait-until.ts';
import type { World } from './world.ts';

/** Whatever a story has left open, or has stopped in the middle of: the next one begins on an empty stage. */
export async function clearStage(stage: {
  readonly browser: DrivenBrowser;
  readonly world: World;
}): Promise<void> {
  const { browser, world } = stage;
  try {
    await browser.closePages('site');
    await waitUntil(
      async () => (await browser.promptCount()) === 0,
      () => 'the prompt to close after its tab was closed',
    );
  } finally {
    await browser.closePages('extension');
    await world.restoreHost();
    // One that still works would write to the card that the next story takes for a fresh one.
    await waitUntil(
      async () => (await world.hosts()).length === 0,
      () => 'the hosts to end after their pages',
    );
  }
}
