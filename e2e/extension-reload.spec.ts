/** The extension is updated, which reloads it, in the middle of a request. A spec of its own: nothing is left of it after. */
import { expect, it } from 'vitest';
import { AUTHENTICATE, inGesture, outcomeOf } from './harness/site.ts';
import { inEachBrowser } from './harness/stage.ts';

inEachBrowser((stage) => {
  it('the request under way ends with a code, and so does the next one in the old page', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    await prompt.evaluate('void setTimeout(() => (globalThis.browser ?? chrome).runtime.reload())');
    expect(await outcomeOf(page)).toMatchObject({ error: { code: 'extension-unavailable' } });

    await inGesture(page, AUTHENTICATE);
    // Firefox puts the new extension's bridge into pages that are open; Chromium leaves them with the old one.
    if (stage.browserName === 'firefox') await (await stage.browser.prompt()).waitForView('pin-entry');
    else expect(await outcomeOf(page)).toMatchObject({ error: { code: 'extension-unavailable' } });
  });
});
