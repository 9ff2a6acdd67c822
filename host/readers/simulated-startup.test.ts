/** A browser waits for the host: what makes certificates is loaded when the first card needs it, not before. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { writeSlot } from '../simulator/state/slot.ts';
import { simulatorFolder } from '../simulator/state/state-file.ts';
import { createSimulatedReaders, SIMULATED_READER } from './simulated.ts';

const load = vi.hoisted(() => vi.fn());
vi.mock('../simulator/pki/create-test-pki.ts', () => {
  load();
  return { createTestPki: () => Promise.reject(new Error('no certificates in this test')) };
});

it('watches without loading it, and loads it for a card', async () => {
  const stateHome = mkdtempSync(join(tmpdir(), 'kazasu-test-'));
  const env = { XDG_STATE_HOME: stateHome };
  const controller = new AbortController();
  try {
    writeSlot(simulatorFolder(env), { inserted: true, scenario: 'normal' });
    const readers = createSimulatedReaders(env);
    await readers.watch(() => undefined, controller.signal);
    expect(load).not.toHaveBeenCalled();
    await expect(readers.connect(SIMULATED_READER)).rejects.toThrow('no certificates in this test');
    expect(load).toHaveBeenCalledOnce();
  } finally {
    controller.abort();
    rmSync(stateHome, { recursive: true });
  }
});
