/** The helper is missing, broken, or hostile; the person is told what to do, and the page learns only a code. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resolvePath } from '../scripts/root.ts';
import { SIMULATED_PIN } from './harness/simulated-pin.ts';
import { outcomeOf } from './harness/site.ts';
import { inEachBrowser, type Stage } from './harness/stage.ts';

inEachBrowser((stage) => {
  it.each([
    ['missing', undefined],
    ['not executable', 0o644],
  ])('%s', async (what, mode) => {
    const path = await programIn(stage, what, '#!/bin/sh\n', mode);
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
    const launcher = `#!/bin/sh\nexec '${process.execPath}' '${script}' "$@"\n`;
    await stage.world.replaceHost(await programIn(stage, fixture, launcher, 0o755));
    await seesHostProblem(stage);
  });

  it('killed while the person types: trying again goes on', async () => {
    await stage.world.kazasu('install', '--simulator');
    await stage.world.kazasu('install', '--simulator', '--user-data-dir', stage.world.userDataDir);
    const { page, prompt } = await stage.ask();
    await prompt.waitForView('pin-entry');
    for (const id of await stage.world.hosts()) process.kill(id, 'SIGKILL');
    await prompt.waitForView('host-problem');
    await prompt.click('[data-action="retry"]');
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

/** A program in this world; without a mode there is none, only a path. */
async function programIn(stage: Stage, name: string, text: string, mode?: number): Promise<string> {
  const folder = join(stage.world.home, 'hosts');
  await mkdir(folder, { recursive: true });
  const path = join(folder, name.replaceAll(' ', '-'));
  if (mode !== undefined) {
    await writeFile(path, text);
    await chmod(path, mode);
  }
  return path;
}
