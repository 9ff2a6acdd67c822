import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { errorCodeOf } from '../../shared/errors.ts';
import { QuietTerminal, type TerminalIo } from './quiet-terminal.ts';

/** A terminal that records what it shows and whether it is in raw mode. */
function setUp(idleLimit = 60_000) {
  const events = new EventEmitter();
  const state = { raw: false, shown: '', interrupts: 0 };
  const input = Object.assign(events, {
    setRawMode: (raw: boolean) => {
      state.raw = raw;
      return input;
    },
    resume: () => input,
    pause: () => input,
  });
  const io: TerminalIo = {
    // An emitter with the methods that are used, in place of a device.
    input: input as unknown as TerminalIo['input'],
    write: (text) => {
      state.shown += text;
      events.emit('shown');
    },
    interrupt: () => {
      state.interrupts += 1;
    },
    idleLimit,
  };
  const interruption = new AbortController();
  const type = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    events.emit('data', bytes);
    return bytes;
  };
  const terminal = new QuietTerminal(io, interruption.signal);
  return { terminal, state, type, events, interruption };
}

/** Asks, and waits for the question to be on the screen. */
async function asked({ terminal, state }: ReturnType<typeof setUp>, question = HIDDEN) {
  const before = state.shown.length;
  const answer = terminal.ask(question);
  const outcome = answer.catch((error: unknown) => errorCodeOf(error));
  while (state.shown.length === before) await new Promise(setImmediate);
  return { answer, outcome };
}

const HIDDEN = { text: 'PIN: ', echo: false };

describe('a question on a terminal', () => {
  it('shows nothing of what is typed, and leaves the terminal as it was', async () => {
    const scene = setUp();
    expect(scene.state.raw).toBe(true);
    const { answer } = await asked(scene);
    scene.type('12');
    scene.type('34\r');
    expect(await answer).toBe('1234');
    scene.terminal.close();
    expect(scene.state).toEqual({ raw: false, shown: 'PIN: \n', interrupts: 0 });
  });

  it('shows what is typed when it is no secret', async () => {
    const scene = setUp();
    const { answer } = await asked(scene, { text: '? ', echo: true });
    scene.type('yes');
    scene.type('\r');
    expect(await answer).toBe('yes');
    expect(scene.state.shown).toBe('? \r\x1b[K? yes\n');
  });

  it('takes nothing that was typed before it, nor beyond the line', async () => {
    const scene = setUp();
    scene.type('1111\r22');
    const first = await asked(scene);
    scene.type('1234\r3333\r');
    expect(await first.answer).toBe('1234');
    scene.type('4444\r');
    const second = await asked(scene);
    scene.type('4649\r');
    expect(await second.answer).toBe('4649');
    expect(scene.state).toEqual({ raw: true, shown: 'PIN: \nPIN: \n', interrupts: 0 });
  });

  it('takes nothing that can be read while it is about to be asked', async () => {
    const scene = setUp();
    const answer = scene.terminal.ask(HIDDEN);
    scene.type('1111\r');
    setImmediate(() => scene.type('2222\r'));
    while (!scene.state.shown.includes('PIN')) await new Promise(setImmediate);
    scene.type('1234\r');
    expect(await answer).toBe('1234');
  });

  it.each(['between', 'at'])(
    'leaves nothing of what is typed %s questions in the bytes that were read',
    async (when) => {
      const scene = setUp();
      if (when === 'at') await asked(scene);
      expect(scene.type('12').every((byte) => byte === 0)).toBe(true);
      expect(scene.type('34\r56').every((byte) => byte === 0)).toBe(true);
    },
  );

  it.each([
    ['Ctrl-C', '\x03', 1],
    ['Ctrl-C behind a PIN', '1234\x03', 1],
    ['Ctrl-C behind Esc', '\x1b\x03', 1],
    ['Ctrl-D', '\x04', 0],
  ])('%s gives it up', async (_, keys, interrupts) => {
    const scene = setUp();
    const { outcome } = await asked(scene);
    scene.type(keys);
    expect(await outcome).toBe('cancelled');
    expect(scene.state).toEqual({ raw: true, shown: 'PIN: \n', interrupts });
  });

  it('Ctrl-C is heard between questions', () => {
    const { state, type } = setUp();
    type('1234\x03');
    expect(state.interrupts).toBe(1);
  });

  it('an interruption gives it up', async () => {
    const scene = setUp();
    const { outcome } = await asked(scene);
    scene.interruption.abort();
    expect(await outcome).toBe('cancelled');
    await expect(scene.terminal.ask(HIDDEN)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each(['end', 'error'])(
    'a terminal that goes away (%s) gives it up, and all that follow',
    async (event) => {
      const scene = setUp();
      const { outcome } = await asked(scene);
      scene.events.emit(event, new Error('gone'));
      expect(await outcome).toBe('cancelled');
      await expect(scene.terminal.ask(HIDDEN)).rejects.toMatchObject({ code: 'cancelled' });
      scene.terminal.close();
      // A terminal may say so more than once.
      scene.events.emit('error', new Error('gone'));
    },
  );

  it('is given up when nobody types', async () => {
    const { outcome } = await asked(setUp(20));
    expect(await outcome).toBe('timed-out');
  });
});
