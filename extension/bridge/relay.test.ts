import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toBase64 } from '../../shared/base64.ts';
import {
  DOCUMENT_MAX_BYTES,
  MAX_DOCUMENTS,
  PIECE_MAX_BYTES,
  TIMESTAMP_RESPONSE_MAX_BYTES,
} from '../../shared/signing.ts';
import { relay } from './relay.ts';

const octets = (): ArrayBuffer => Uint8Array.of(0x25, 0x50, 0x44).buffer;
const PIECE = { kind: 'piece', document: 0, offset: 0 };

const relayed: unknown[] = [];
const tellPrompt = (reply: unknown): void => {
  relayed.push(structuredClone(reply)); // as a port does
};

beforeEach(() => {
  vi.stubGlobal('window', { ArrayBuffer });
});

afterEach(() => {
  relayed.length = 0;
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('a piece goes on', () => {
  it.each([
    ['three bytes', { ...PIECE }, octets],
    [
      'the last and largest one',
      { ...PIECE, document: MAX_DOCUMENTS - 1, offset: DOCUMENT_MAX_BYTES },
      () => new ArrayBuffer(PIECE_MAX_BYTES),
    ],
  ])('as octets in Firefox, in base64 in Chromium: %s', (_, piece, bytes) => {
    expect(relay({ ...piece, bytes: bytes() }, tellPrompt)).toBe(true);
    vi.stubEnv('FIREFOX', 'true');
    expect(relay({ ...piece, bytes: bytes() }, tellPrompt)).toBe(true);
    expect(relayed).toStrictEqual([
      { ...piece, bytes: toBase64(new Uint8Array(bytes())) },
      { ...piece, bytes: bytes() },
    ]);
  });
});

describe.each([
  ['Chromium', ''],
  ['Firefox', 'true'],
])('in %s', (_browser, isFirefox) => {
  it.each([
    ['a time stamp', { kind: 'timestamps', responses: ['MIIIrQ=='] }],
    ['a piece without bytes, which the prompt refuses', PIECE],
    [
      'as many time stamps as there can be, and as large',
      {
        kind: 'timestamps',
        responses: Array.from({ length: MAX_DOCUMENTS }, () =>
          toBase64(new Uint8Array(TIMESTAMP_RESPONSE_MAX_BYTES)),
        ),
      },
    ],
  ])('goes on as it is: %s', (_, reply) => {
    vi.stubEnv('FIREFOX', isFirefox);
    expect(relay(reply, tellPrompt)).toBe(true);
    expect(relayed).toStrictEqual([reply]);
  });

  it.each<[string, object]>([
    ['more bytes than a piece has', { ...PIECE, bytes: new ArrayBuffer(PIECE_MAX_BYTES + 1) }],
    ['more of other things', { ...PIECE, more: 'A'.repeat(4_000_000), bytes: octets() }],
    ['more than all time stamps', { kind: 'timestamps', responses: ['A'.repeat(4_000_000)] }],
    ['base64', { ...PIECE, bytes: 'JVBE' }],
    ['a list', { ...PIECE, bytes: [0x25, 0x50] }],
    ['a view', { ...PIECE, bytes: new Uint8Array(octets()) }],
    ['what says that it is short', { ...PIECE, bytes: { byteLength: 3, length: 2 ** 32 } }],
    ['nothing where octets are', { ...PIECE, bytes: null }],
    ['what JSON cannot say', { ...PIECE, document: 1n }],
  ])('goes no further: %s', (_, reply) => {
    vi.stubEnv('FIREFOX', isFirefox);
    expect(relay(reply, tellPrompt)).toBe(false);
    expect(relayed).toEqual([]);
  });
});
