import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { HOST_METHODS, HOST_PROTOCOL } from '../../shared/host-protocol.ts';
import { ScriptedReaders } from '../testing/scripted-readers.ts';
import { hello } from './hello.ts';

const host = { readers: new ScriptedReaders() };
const client = { name: 'kazasu-extension', version: '0.1.0' };

describe('hello', () => {
  it('answers as the protocol says', () => {
    const result = hello(host, { client, protocol: HOST_PROTOCOL });
    expect(v.parse(HOST_METHODS.hello.result, result)).toEqual(result);
    expect(result).toMatchObject({ name: 'kazasu-host', protocol: HOST_PROTOCOL.max, simulated: false });
    expect(result.capabilities).toEqual(Object.keys(HOST_METHODS));
  });

  it('says that its cards are simulated', () => {
    const readers = Object.assign(new ScriptedReaders(), { simulated: true });
    expect(hello({ readers }, { client, protocol: HOST_PROTOCOL }).simulated).toBe(true);
  });

  it('agrees on the highest version in common', () => {
    const protocol = { min: HOST_PROTOCOL.min, max: HOST_PROTOCOL.max + 5 };
    expect(hello(host, { client, protocol }).protocol).toBe(HOST_PROTOCOL.max);
  });

  it.each([
    ['older', { min: HOST_PROTOCOL.min - 2, max: HOST_PROTOCOL.min - 1 }],
    ['newer', { min: HOST_PROTOCOL.max + 1, max: HOST_PROTOCOL.max + 2 }],
    ['upside down', { min: HOST_PROTOCOL.max + 1, max: HOST_PROTOCOL.max }],
    ['fractional', { min: 0, max: HOST_PROTOCOL.max - 0.5 }],
  ])('cannot speak with an extension that is %s', (_, protocol) => {
    expect(() => hello(host, { client, protocol })).toThrow(
      expect.objectContaining({ code: 'host-incompatible' }),
    );
  });
});
