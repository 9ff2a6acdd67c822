/** Makes the simulated card's keys once; each test's world starts from a copy. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePath } from '../scripts/root.ts';

export async function setup(): Promise<() => Promise<void>> {
  const built = [
    'host/kazasu.js',
    'sdk/page/index.js',
    'extension/chrome-mv3',
    'extension/firefox-mv3',
    'demo',
  ];
  for (const path of built) {
    if (!existsSync(resolvePath('dist', path))) throw new Error(`dist/${path} is missing: npm run build`);
  }
  const state = await mkdtemp(join(tmpdir(), 'kazasu-state-'));
  execFileSync(process.execPath, [resolvePath('dist/host/kazasu.js'), 'simulate', 'ca'], {
    env: { ...process.env, XDG_STATE_HOME: state },
  });
  process.env['KAZASU_E2E_STATE'] = state;
  return () => rm(state, { recursive: true, force: true });
}
