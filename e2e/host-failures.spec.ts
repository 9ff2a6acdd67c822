/** The helper is missing, broken, or hostile; the person is told what to do, and the page learns only a code. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resolvePath } from '../scripts/root.ts';
import { SIMULATED_PIN } from './harness/simulated-pin.ts';
import { outcomeOf } from './harness/site.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';

inEachBrowser((stage) => {
  it('missing', async () => {
    await stage.world.replaceHost(join(stage.world.home, 'missing'));
    await seesHostProblem(stage);
  });

  it('not executable', async () => {
    const path = join(stage.world.home, 'not-executable');
    await writeFile(path, '#!/bin/sh\n', { mode: 0o644 });
    await stage.world.replaceHost(path);
    await seesHostProblem(stage);
  });

  it.each([
    'exits-at-once',
    'silent',
    'nonsense',
    'oversize-frame',
    'other-protocol',
    'unasked-result',
    'leaks-a-path',
  ])('%s', async (fixture) => {
    const script = resolvePath('e2e/fixtures/hosts', `${fixture}.mjs`);
    await stage.world.replaceHost(await stage.world.launcherFor(script));
    await seesHostProblem(stage);
  });

  it('killed while the person types: trying again goes on', async () => {
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    for (const id of await stage.world.hosts()) process.kill(id, 'SIGKILL');
    await prompt.waitForView('host-problem');
    await prompt.click('#retry');
    await prompt.waitForView('pin-entry');
    await prompt.type(SIMULATED_PIN);
    await prompt.press('Enter');
    await prompt.closed();
    expect(await outcomeOf(page)).toHaveProperty('value.token');
  });
});

async function seesHostProblem(stage: Stage): Promise<void> {
  const { page, prompt } = await stage.ask();
  await prompt.waitForView('host-problem');
  await prompt.press('Escape');
  await prompt.closed();
  const outcome = await outcomeOf(page);
  expect(outcome).toMatchObject({ error: { code: 'host-unavailable' } });
  expect(JSON.stringify(outcome)).not.toContain('secret');
}
