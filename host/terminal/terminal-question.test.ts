import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../shared/bytes.ts';
import { errorCodeOf } from '../../shared/errors.ts';
import { askOnTerminal, type TerminalIo } from './terminal-question.ts';

/** A terminal that records what it shows and whether it is in raw mode. */
function terminal() {
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
    },
    interrupt: () => {
      state.interrupts += 1;
    },
  };
  return { io, state, type: (text: string) => events.emit('data', toUtf8(text)), events };
}

const HIDDEN = { text: 'PIN: ', echo: false };
const never = new AbortController().signal;

describe('a question on a terminal', () => {
  it('shows nothing of what is typed, and leaves the terminal as it was', async () => {
    const { io, state, type } = terminal();
    const answer = askOnTerminal(HIDDEN, io, never);
    expect(state.raw).toBe(true);
    type('12');
    type('34\r');
    expect(await answer).toBe('1234');
    expect(state).toEqual({ raw: false, shown: 'PIN: \n', interrupts: 0 });
  });

  it('shows what is typed when it is no secret', async () => {
    const { io, state, type } = terminal();
    const answer = askOnTerminal({ text: '? ', echo: true }, io, never);
    type('yes');
    type('\r');
    expect(await answer).toBe('yes');
    expect(state.shown).toBe('? \r\x1b[K? yes\n');
  });

  it.each([
    ['Ctrl-C', '\x03', 1],
    ['Ctrl-C behind a PIN', '1234\x03', 1],
    ['Ctrl-D', '\x04', 0],
  ])('%s gives it up', async (_, keys, interrupts) => {
    const { io, state, type } = terminal();
    const answer = askOnTerminal(HIDDEN, io, never);
    type(keys);
    await expect(answer.catch(errorCodeOf)).resolves.toBe('cancelled');
    expect(state).toEqual({ raw: false, shown: 'PIN: \n', interrupts });
  });

  it.each(['before', 'while'] as const)('an interruption %s it is asked gives it up', async (when) => {
    const { io, state } = terminal();
    const controller = new AbortController();
    if (when === 'before') controller.abort();
    const answer = askOnTerminal(HIDDEN, io, controller.signal);
    controller.abort();
    await expect(answer.catch(errorCodeOf)).resolves.toBe('cancelled');
    expect(state.raw).toBe(false);
  });

  it.each(['end', 'error'])('a terminal that goes away (%s) gives it up', async (event) => {
    const { io, events } = terminal();
    const answer = askOnTerminal(HIDDEN, io, never);
    events.emit(event);
    await expect(answer.catch(errorCodeOf)).resolves.toBe('cancelled');
  });
});
