import { execFile, spawn } from 'node:child_process';
import { createVerify, X509Certificate } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { fromHex } from '../../shared/bytes.ts';
import { writeStateFile } from '../simulator/state/state-file.ts';
import {
  sharedTestPki,
  temporaryState,
  temporaryStateWithPki,
} from '../simulator/state/temporary-state.fixture.ts';
import {
  becomes,
  connect,
  insert,
  inserted,
  JPKI,
  PATIENCE,
  QUERY_AUTH,
  remove,
  send,
  SIGN_AUTH,
  VERIFY_AUTH,
  VERIFY_WRONG,
  watched,
} from './simulated.fixture.ts';
import { createSimulatedReaders } from './simulated.ts';

describe('watch', () => {
  it.each([
    { scenario: 'normal', state: 'card' },
    { scenario: 'foreign-card', state: 'card' },
    { scenario: 'in-use', state: 'in-use' },
    { scenario: 'mute', state: 'mute' },
    { scenario: 'no-reader', state: 'none' },
  ] as const)('says at once what is there: $scenario is $state', async ({ scenario, state }) => {
    const temporary = temporaryState();
    insert(temporary, scenario);
    expect(await watched(temporary)).toEqual([state]);
  });

  it('knows an empty reader before anybody has written anything', async () => {
    expect(await watched(temporaryState())).toEqual(['empty']);
  });

  it('follows every insertion and removal', async () => {
    const state = temporaryState();
    const states = await watched(state);
    insert(state, 'normal');
    await becomes(states, ['empty', 'card']);
    remove(state);
    await becomes(states, ['empty', 'card', 'empty']);
    insert(state, 'mute');
    await becomes(states, ['empty', 'card', 'empty', 'mute']);
  });

  it('tells that one card was changed for another', async () => {
    const state = temporaryState();
    insert(state, 'normal');
    const states = await watched(state);
    insert(state, 'other-person');
    await becomes(states, ['card', 'card']);
  });

  it('follows what another process does', async () => {
    const state = temporaryState();
    const states = await watched(state);
    const slot = JSON.stringify({ inserted: true, scenario: 'normal' });
    const script = `const fs = require('node:fs'); fs.writeFileSync('new', '${slot}'); fs.renameSync('new', 'slot.json')`;
    await promisify(execFile)(process.execPath, ['-e', script], { cwd: state.folder });
    await becomes(states, ['empty', 'card']);
  });

  it('survives a file that is half written', async () => {
    const state = temporaryState();
    const states = await watched(state);
    writeFileSync(join(state.folder, 'slot.json'), '{ "inserted": tr');
    await becomes(states, ['empty', 'none']);
    writeFileSync(join(state.folder, 'slot.json'), '{ "inserted": true, "scenario": "normal" }');
    await vi.waitFor(() => {
      expect(states.at(-1)).toBe('card');
    }, PATIENCE);
  });

  it('says nothing about what does not concern the slot', async () => {
    const state = await temporaryStateWithPki();
    const states = await watched(state);
    writeFileSync(join(state.folder, 'anything'), '');
    insert(state, 'normal');
    await becomes(states, ['empty', 'card']);
    const connection = await connect(state);
    await connection.disconnect();
    remove(state);
    await becomes(states, ['empty', 'card', 'empty']);
  });

  it('ends with its signal', async () => {
    const state = temporaryState();
    const controller = new AbortController();
    const ended = await watched(state, controller.signal);
    const witness = await watched(state);
    controller.abort();
    insert(state, 'normal');
    await becomes(witness, ['empty', 'card']);
    expect(ended).toEqual(['empty']);
    expect(await watched(state, AbortSignal.abort())).toEqual([]);
  });

  it('rejects where the folder cannot be made', async () => {
    const { env, folder } = temporaryState();
    mkdirSync(join(folder, '..'), { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    await expect(watched({ env, folder })).rejects.toMatchObject({ code: 'pcsc-unavailable' });
  });
});

describe('connect', () => {
  it.each([
    { scenario: 'in-use', code: 'card-in-use' },
    { scenario: 'mute', code: 'card-mute' },
    { scenario: 'no-reader', code: 'reader-unavailable' },
  ] as const)('$scenario: $code', async ({ scenario, code }) => {
    await expect(connect(await inserted(scenario))).rejects.toMatchObject({ code });
  });

  it('without a card: card-absent', async () => {
    await expect(connect(temporaryState())).rejects.toMatchObject({ code: 'card-absent' });
  });

  it('to another reader: reader-unavailable', async () => {
    const { env } = await inserted('normal');
    await expect(createSimulatedReaders(env).connect('Another Reader 00')).rejects.toMatchObject({
      code: 'reader-unavailable',
    });
  });

  it.each(['slot.json', 'pki.json', 'reader.json', 'cards/taro.json'])(
    'with a %s that cannot be understood: reader-unavailable, and the reader stays free',
    async (file) => {
      const state = await inserted('normal');
      mkdirSync(join(state.folder, 'cards'));
      writeFileSync(join(state.folder, file), '{');
      await expect(connect(state)).rejects.toMatchObject({ code: 'reader-unavailable' });
      rmSync(join(state.folder, file));
      if (file === 'pki.json') writeStateFile(join(state.folder, file), await sharedTestPki());
      if (file === 'slot.json') insert(state, 'normal');
      await expect(connect(state)).resolves.toBeDefined();
    },
  );

  it('is exclusive until disconnect', async () => {
    const state = await inserted('normal');
    const first = await connect(state);
    await expect(connect(state)).rejects.toMatchObject({ code: 'card-in-use' });
    await first.disconnect();
    await expect(connect(state)).resolves.toBeDefined();
  });

  it('excludes other processes, whose watch says so', async () => {
    const state = await inserted('normal');
    const states = await watched(state);
    writeStateFile(join(state.folder, 'reader.json'), { pid: process.ppid });
    await becomes(states, ['card', 'in-use']);
    await expect(connect(state)).rejects.toMatchObject({ code: 'card-in-use' });
    rmSync(join(state.folder, 'reader.json'));
    await becomes(states, ['card', 'in-use', 'card']);
  });

  it('is free again when the process that held it has died without a word', async () => {
    const state = await inserted('normal');
    const holder = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    writeStateFile(join(state.folder, 'reader.json'), { pid: holder.pid });
    const states = await watched(state);
    await becomes(states, ['in-use']);
    holder.kill('SIGKILL');
    await becomes(states, ['in-use', 'card']);
    await expect(connect(state)).resolves.toBeDefined();
  });

  it('gives a card that signs for the certificate on it', async () => {
    const connection = await connect(await inserted('normal'));
    await send(connection, JPKI);
    const certificate = new X509Certificate(fromHex((await send(connection, '00B08A00000000')).slice(0, -4)));
    expect(await send(connection, VERIFY_AUTH)).toBe('9000');
    // DigestInfo of SHA-256 over nothing.
    const empty = 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855';
    const digestInfo = `3031300D060960864801650304020105000420${empty}`;
    const signature = fromHex((await send(connection, `802A009733${digestInfo}00`)).slice(0, -4));
    expect(createVerify('sha256').verify(certificate.publicKey, signature)).toBe(true);
  });
});

describe('disconnect', () => {
  it('takes the power away: what the PIN had opened is closed', async () => {
    const state = await inserted('normal');
    const first = await connect(state);
    await send(first, JPKI);
    await send(first, VERIFY_AUTH);
    await first.disconnect();
    const second = await connect(state);
    await send(second, JPKI);
    expect(await send(second, SIGN_AUTH)).toBe('6982');
  });

  it('may come twice, and does not free the reader of somebody else', async () => {
    const state = await inserted('normal');
    const first = await connect(state);
    await first.disconnect();
    await connect(state);
    await first.disconnect();
    await expect(connect(state)).rejects.toMatchObject({ code: 'card-in-use' });
  });

  it('ends a command that is under way before the card has seen it', async () => {
    const state = await inserted('slow');
    const connection = await connect(state);
    const verification = send(connection, VERIFY_WRONG);
    await connection.disconnect();
    await expect(verification).rejects.toMatchObject({ code: 'card-removed' });
    insert(state, 'normal');
    const again = await connect(state);
    await send(again, JPKI);
    expect(await send(again, QUERY_AUTH)).toBe('63C3');
  });

  it('leaves a connection that answers nothing', async () => {
    const connection = await connect(await inserted('normal'));
    await connection.disconnect();
    await expect(send(connection, JPKI)).rejects.toMatchObject({ code: 'card-removed' });
  });
});
