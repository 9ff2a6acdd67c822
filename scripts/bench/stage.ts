import { type BrowserName, type DrivenBrowser, launchBrowser } from '../../e2e/harness/browser.ts';
import { type Site, startSite } from '../../e2e/harness/site.ts';
import { createWorld, type World } from '../../e2e/harness/world.ts';

export interface BenchStage {
  readonly world: World;
  readonly browser: DrivenBrowser;
  readonly site: Site;
}

/** A browser with the extension, a web site, and a simulated card in its reader, for as long as `use` runs. */
export async function onStage<T>(
  use: (stage: BenchStage) => Promise<T>,
  browserName: BrowserName = 'chromium',
): Promise<T> {
  const world = await createWorld();
  const site = await startSite();
  await world.freshCard();
  const browser = await launchBrowser(browserName, world);
  try {
    return await use({ world, browser, site });
  } finally {
    await browser.close();
    await site.close();
    await world.dispose();
  }
}
