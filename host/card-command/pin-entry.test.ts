import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openPinEntry, type PinEntryOptions } from './pin-entry.ts';
import { CARD_TEXTS } from './texts.ts';

function options(
  overrides: Partial<PinEntryOptions> = {},
): PinEntryOptions & { readonly input: PassThrough } {
  return {
    prompt: () => undefined,
    interrupt: () => undefined,
    signal: new AbortController().signal,
    texts: CARD_TEXTS.en.pins,
    pinStdin: true,
    lastTry: false,
    changes: true,
    idleLimit: 60_000,
    ...overrides,
    input: new PassThrough(),
  };
}

describe('PINs from a pipe', () => {
  it('are read one at a time, as they are needed', async () => {
    const pipe = options();
    const pins = openPinEntry(pipe);
    pipe.input.write('1234\n');
    expect(await pins.present('userAuthentication', 3)).toBe('1234');
    pipe.input.write('4649\n');
    expect(await pins.replacement('userAuthentication', '1234')).toBe('4649');
  });

  it('that do not come are given up at an interruption', async () => {
    const interruption = new AbortController();
    const pipe = options({ signal: interruption.signal });
    pipe.input.on('error', () => undefined);
    const pin = openPinEntry(pipe).present('userAuthentication', 3);
    interruption.abort();
    await expect(pin).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('that do not come are not waited for with the card in hand', async () => {
    const pipe = options({ idleLimit: 20 });
    pipe.input.on('error', () => undefined);
    const pin = openPinEntry(pipe).present('userAuthentication', 3);
    await expect(pin).rejects.toMatchObject({ code: 'timed-out' });
  });

  it.each([
    [0, 'pin-blocked'],
    [1, 'last-try'],
  ])('are not read with %i tries left', async (triesLeft, code) => {
    const pipe = options();
    pipe.input.end('1234\n');
    await expect(openPinEntry(pipe).present('userAuthentication', triesLeft)).rejects.toMatchObject({ code });
    expect(pipe.input.readableLength).toBe(5);
  });

  it('are not read unless they were announced', () => {
    expect(() => openPinEntry(options({ pinStdin: false }))).toThrow('no-terminal');
  });
});
